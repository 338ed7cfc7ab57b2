"""Fragments of everyday mail; make_demo.py composes letters from them with a fixed seed. All invented."""

MENU_FA = dict(
    open=["سلام به همکاران گرامی", "همکاران عزیز، روز بخیر", "سلام، آشپزخانه هستم", "دوستان، وقت بخیر"],
    main=["شنبه عدس‌پلو داریم با کشمش جدا برای کسانی که کشمش نمی‌خورند", "یکشنبه ماهی شیر تازه از اسکله سه رسیده است", "دوشنبه قورمه‌سبزی، از صبح روی اجاق", "سه‌شنبه سوپ جو و برای بقیه باقالی‌پلو",
          "چهارشنبه میگو پلو، به تعداد محدود", "شنبه آش رشته چون هوا خنک شد", "یکشنبه خوراک لوبیا، آشپز مرخصی است", "دوشنبه زرشک‌پلو به درخواست حسابداری", "چهارشنبه کوکو سبزی و ماست محلی", "سه‌شنبه قلیه‌ماهی تند، هشدار داده شد"],
    more=["لطفاً کارت غذا را فراموش نکنید.", "قاشق‌های چای‌خوری هنوز برنگشته‌اند.", "هر کس مهمان دارد تا ده صبح خبر بدهد.", "نان از این هفته سنگک است.", "ظرف‌ها را روی پنجره نگذارید، مرغ دریایی می‌آید.", "برای شیفت شب غذا کنار گذاشته می‌شود.", "دوغ تمام شده، نوشابه هست.",
          "سالن پایین تا پنجشنبه رنگ می‌شود، از در پشتی بیایید."],
    close=["نوش جان", "آشپزخانه بندر", "با احترام، رستوران", "نوش جان همه"])
NOTICE_FA = [
    ("پارکینگ", ["لطفاً ماشین‌ها را جلوی انبار دو نگذارید، کامیون جرثقیل امروز می‌آید.", "اگر پراید سفید مال کسی است، چراغش از صبح روشن مانده."]),
    ("اینترنت", ["اینترنت طبقه دوم تا ظهر قطع است. مودم را بردند که تعمیر کنند، شاید هم عوض کنند.", "تا آن موقع فکس هست."]),
    ("مرخصی نوروز", ["فرم مرخصی را تا آخر بهمن بدهید. بعد از آن فقط شیفت می‌ماند.", "شیفت‌های اول سال قرعه‌کشی می‌شود."]),
    ("بیمه تکمیلی", ["کارت‌های جدید بیمه رسید. از دبیرخانه بگیرید و پشتش را امضا کنید."]),
    ("کلاس زبان", ["کلاس انگلیسی دوشنبه‌ها ساعت چهار است. دو نفر جا داریم.", "کتاب را از کپی‌خانه بگیرید، صفحه‌های ۳۰ تا ۳۴ برعکس چاپ شده."]),
    ("گم شده", ["یک دسته کلید با جاکلیدی لنگر پیدا شده است. پیش نگهبان است.", "چتر سیاه هم هنوز صاحب ندارد."]),
    ("نظافت", ["جمعه اتاق‌ها شسته می‌شود. کاغذها را از روی زمین بردارید."]),
    ("عکس پرسنلی", ["عکاس یکشنبه ساعت ده می‌آید. لبخند اختیاری است."]),
    ("اضافه‌کار", ["برگه‌های اضافه‌کار این ماه تا بیست و پنجم تحویل شود.", "برگه بدون امضای مسئول برنمی‌گردد، گم می‌شود."]),
    ("گلدان‌ها", ["لطفاً به گلدان راهرو چای ندهید. سه نفر اعتراف کرده‌اند."]),
]
MOVES = dict(
    ship=["MV Amber Tern", "MV Lady Ostrova", "barge Tuba 4", "tug Samandar", "MV Grey Petrel", "MV Nordlys Queen II", "dredger Karkas", "MV Saltmarsh", "coaster Ilkay", "MV Blue Medlar"],
    what=["arrived at the roads at {t}, waits for the tide", "sailed at {t} for Izmir with empty containers", "shifted from berth {n} to berth {m} at {t}", "asks for fresh water, {n}0 tonnes", "is delayed by a day, cook ill", "took a pilot at {t}, no remarks",
          "lost a fender at berth {n}; it has been seen near the fish market", "will load dates from {t}, hatch {n} first"],
    tail=["Wind NW {n}, sea slight.", "Gate two is closed for painting.", "The crane on berth {m} is out of grease and out of temper.", "Divers at the outer mole until noon, keep slow.", "Nothing further.", "Please note the new radio channel, {n}{m}."])
TIDES = dict(
    lead=["Spring tides this week; mind the lower steps.", "A quiet week, half a metre here and there.", "The moon is full on Thursday and so, briefly, is the harbour.", "Neaps. Bring a book."],
    story=["Our reader in Limassol writes that the gauge on the old jetty has been three centimetres wrong since 1974. We had wondered.", "Why do the tables show two lows on the 14th? Because there are two.",
           "From the archive: in 1911 the tide at Trieste was late, and the newspaper apologised.", "A new buoy with a light of four seconds has replaced the old buoy with a light of four seconds.",
           "The printed almanac ships in November. The cover is blue again after last year's protest.", "Readers' photographs: nineteen sunsets, one crab."],
    foot=["You receive Tide Tables Weekly because you asked for it. To stop, write to the address above.", "Unsubscribe at any time; the tides will go on."])
ROPE = dict(
    lead=["New in: tarred marline in honest brown", "Winter prices on twelve-strand polyester", "The splice of the month is the back splice", "Last metres of the blue rope"],
    story=["We found eleven coils behind the door. They are two thirds of the price and all of the quality.", "Orders above 120 euros travel free to any port with a post office.", "Our test bench broke. The rope did not. We are proud and need a new bench.", "Ask for the sample card: eighteen short ends, no obligations."],
    foot=["Rigging & Rope, by post since 1989. If you are all at sea with our letters, answer STOP."])
CHAT_EN = dict(
    hello=["Hi {to},", "{to},", "Dear {to},", "Morning {to},", ""],
    a=["could you bring the blue folder on your way up?", "the meeting room is double booked again, we have it until three.", "the courier for the sample bottles came without the bottles.", "the invoice from the stationer has been paid twice, they sent us a thank-you card.",
       "do you still have the adapter for the projector?", "I moved our Thursday to Friday, the plumber is here on Thursday.", "the kettle on our floor is broken, use the one by the stairs.", "the taxi is ordered for 7:15, side entrance.",
       "is the ferry timetable on the wall this year's or last year's?", "the translator asks for one more day and for the word for 'bollard'.", "somebody left a bicycle in the lift.", "your parcel lies at reception and smells of coffee."],
    b=["No hurry.", "Otherwise all quiet here.", "I am at lunch until two.", "If not, never mind.", "Ring me, I am bad at reading today.", "Thanks for yesterday, the cake has been noticed.", "It rains into the corridor again, mind your shoes.", "I put a note on the door."],
    bye=["Best,", "Thanks,", "Cheers,", "See you,", ""])
CHAT_AR = [
    ("اجتماع الأربعاء", "نقلنا اجتماع الأربعاء إلى العاشرة والنصف لأن القاعة محجوزة. القهوة على حسابي هذه المرة."),
    ("آلة التصوير", "آلة التصوير معطلة منذ الصباح. من يحتاج نسخاً عاجلة فليذهب إلى الطابق الثالث ومعه ورق."),
    ("تذاكر السفر", "وصلت التذاكر من الوكالة، لكن اسم الضيف مكتوب بالمقلوب. سأتصل بهم بعد الظهر."),
    ("غداء", "هل نأكل السمك اليوم أم نبقى على الفلافل؟ الجو لا يسمح بالنقاش الطويل."),
    ("مقال الأحد", "أحتاج ثلاثمئة كلمة قبل السادسة. ليست مئتين وليست أربعمئة كما في المرة الماضية."),
    ("التكييف", "التكييف في المكتب الصغير يعمل في الشتاء فقط. وعد الفني بالعودة ولم يقل متى."),
    ("صورة الغلاف", "الصورة التي اخترناها فيها قارب بلا اسم. القراء سيسألون، فلنختر غيرها."),
    ("طابع البريد", "نفدت الطوابع. الرسائل إلى الخارج تنتظر يوم الاثنين."),
    ("ميزانية الورق", "استهلكنا في شهر واحد ورق شهرين. أرجو الطباعة على الوجهين، والتفكير على وجه واحد."),
    ("مفقودات", "وجدنا نظارة في قاعة المؤتمرات. صاحبها لن يقرأ هذه الرسالة غالباً، فليخبره أحد."),
]

// Words of people's names, and numbers in words. Divided by '|'; the words of a line mean the same.
#include "match/lexicon_tables.h"

namespace clew::match {

const char* const kTitles = R"(
mr|mister|mrs|ms|miss|mx|madam|madame|mme|mlle|monsieur|messrs|sir|dame|lady|lord|herr|frau|señor|señora|sr|sra|don|doña|dona|signor|signora|dott|dottore|ing|mag|dipl|dr|doctor|doktor|prof|professor|phd|md|esq|rev|reverend|father|fr|hon|honourable|honorable|judge|justice|senator|president|minister|ambassador|governor|secretary|chairman|director|bey|efendi|pasha|hanim|pan|pani|gospodin|gospodja
colonel|col|general|gen|major|maj|captain|capt|lieutenant|lt|brigadier|brig|sergeant|sgt|admiral|adm|commander|cmdr|marshal|corporal|maj gen|lt col|lt gen|brig gen|major general|lieutenant colonel|lieutenant general|brigadier general
sheikh|shaikh|shaykh|cheikh|sheik|شيخ|الشيخ|شیخ|mullah|mulla|mawlawi|maulavi|maulvi|mawlana|maulana|molla|hajji|haji|hajj|hadji|alhaj|alhajj|al haj|al hajj|ustad|ustaz|ostad|imam|ayatollah|ayatullah|grand ayatollah|hojatoleslam|hojjatoleslam|hujjat al islam|qari|hafiz|malik shah|amir al|emir|sultan of|king|prince|princess|hh|hrh|engineer|eng|engr
آقای|آقا|خانم|دکتر|مهندس|جناب|سرکار|استاد|حاج|حاجی|سید الشهدا|آیت الله|آیت‌الله|حجت الاسلام|سردار|سرهنگ|سرتیپ|سرلشکر|ملا|مولوی|قاری
السيد|السيدة|الدكتور|الدكتورة|الأستاذ|الأستاذة|المهندس|الحاج|العقيد|اللواء|العميد|الملا|الإمام|دكتور
господин|госпожа|г-н|доктор|профессор|генерал|полковник|пан|пані
γιατρος|κυριος|κυρια
)";

const char* const kGenerations = R"(
jr|junior|mladshiy|fils|hijo|filho|younger
sr|senior|pere|padre|elder
ii|2nd|second
iii|3rd|third
iv|4th
)";

// Particles may be left out; those of a line mean the same.
const char* const kParticles = R"(
al|el|ul|ol|il|ar|as|ash|at|az|an|ad|ud|ur|us|ال
bin|ben|ibn|ebn|bn|bint|bent|binti|binte|wald|ould|ibnu|بن|ابن|بنت|bani|ולד|בן|בת|bat
abu|abou|abi|aboo|bu|bou|ابو|أبو|أبي|ابي
umm|um|oum|om|أم
von|van|de|den|der|ten|ter|zu|zum|zur|af|av|vom|van der|van den|van de|von der|di|da|do|dos|das|della|dello|del|dei|la|le|les|du|des|d|l|y|e|ap|mac|mc|o|st|saint|san|santa|ze
zadeh|zade|زاده|zadah
pour|poor|pur|پور
oglu|ogly|oğlu|kyzy|kizi|qizi|оглы|кызы|uulu
)";

const char* const kNicknames = R"(
abigail|abby|gail
albert|al|bert|bertie
alexander|alex|sasha|sascha|alec|sandy|aleksandr|alexandre|alejandro|alessandro|oleksandr|aleksander|саша|iskander|eskandar
alexandra|sasha|sandra|alex|alejandra
alexei|aleksey|alexey|alyosha|lyosha|oleksii
andrew|andy|drew|andrei|andrey|andreas|andre|andres|andriy|andrzej|anders
anna|ann|anne|annie|anya|anja|hannah|ana
anthony|tony|antonio|antoine|anton
barbara|barb|babs|varvara
benjamin|ben|benny|binyamin
boris|borya
catherine|katherine|kate|katie|cathy|kathy|kathryn|katya|ekaterina|catalina|caterina|katarina|kateryna|kitty|yekaterina
charles|charlie|chuck|karl|carl|carlos|carlo|chas
christopher|chris|kit|cristobal|christoph|christophe
christina|chris|tina|christine|cristina
daniel|dan|danny|danil|daniil|danylo
david|dave|davy|dawid|davide|daoud|dawud|davood
deborah|deb|debbie
dmitry|dmitri|dima|mitya|dmytro|dimitri|dmitriy
donald|don|donny
edward|ed|eddie|ted|teddy|ned|eduard|eduardo|edouard
elizabeth|liz|beth|betty|lisa|eliza|elisabeth|libby|bess|lizzie|yelizaveta|elizaveta|isabel
eugene|gene|evgeny|evgeni|yevgeny|zhenya|eugenio|yevhen|evgeniy
francis|frank|fran|francisco|francesco|paco|pancho|francois|franz|frantisek
frederick|fred|freddy|friedrich|frederic|federico|fritz
gabriel|gabe|jibril|gavriil|gabriele
george|georg|georges|jorge|giorgio|yuri|yury|georgy|georgi|heorhii|jerzy|jirji
gerald|jerry|gerry|gerard
gregory|greg|grigory|grigori|grzegorz|hryhoriy
henry|harry|hank|heinrich|henri|enrique|enrico|hal
ilya|elijah|elias|ilia|ilias|ilyas
ivan|vanya|ioann
jacob|jake|jakob|yakov|jaakov|giacomo|yaakov
james|jim|jimmy|jamie|jaime|diego
jennifer|jen|jenny
john|jack|johnny|jon|juan|jean|johann|johannes|giovanni|ivan|jan|joao|hans|ian|sean|ioannis|yohanna
jonathan|jon|johnny
joseph|joe|joey|jose|josef|giuseppe|iosif|pepe|yusuf|yousef|youssef|yosef|josip
joshua|josh|yehoshua
kenneth|ken|kenny
konstantin|kostya|constantine|costas|kostas|konstantinos
lawrence|larry|laurence|lorenzo|laurent|lars
leonard|len|leo|leonardo
leonid|lyonya
louis|lou|luis|luigi|ludwig|lewis
margaret|maggie|meg|peggy|marge|rita|greta|margarita|marguerite
mark|marc|marco|marcos|marcus|marek
mary|maria|marie|molly|mariam|maryam|miriam|masha|mariya
matthew|matt|mateo|matteo|matthias|mathieu|matvey
michael|mike|mick|mickey|mikhail|miguel|michel|michele|misha|mykhailo|michal|mikhael|mischa
mohammad|mo|mohd|muhd|mohamed|muhammad|mohammed|moh|mhd|md|mehmet
natalia|natasha|natalya|natalie|nataliya
nathaniel|nathan|nate|nat
nicholas|nick|nicky|nicolas|nikolai|nikolay|nicola|kolya|nikolaos|nico|klaus|mykola|niko
olga|olya|olha
oleg|oleh
patricia|pat|patty|trish
patrick|pat|paddy
paul|pablo|pavel|paolo|pavlo|pawel
peter|pete|pedro|pierre|pietro|pyotr|petr|petro|piotr|pjotr
philip|phil|philippe|felipe|filippo|filip|phillip
raymond|ray
rebecca|becky|rivka
richard|rich|rick|dick|ricardo|riccardo|ricky
robert|rob|bob|bobby|robbie|roberto|bert
ronald|ron|ronny|ronnie
samuel|sam|sammy|shmuel
sergei|sergey|serge|sergio|seryozha|serhiy|serhii|sergiy
simon|shimon|semyon|szymon
sophia|sofia|sophie|sonya|sofiya
stephen|steve|steven|stefan|stephan|esteban|stepan|etienne|stefano
susan|sue|susie|suzanne|susanna
theodore|ted|ted|theo|fyodor|fedor|teodoro|teddy
thomas|tom|tommy|tomas|tommaso|tomasz
timothy|tim|timmy|timofey|timofei
valentin|valya
vasily|vasili|basil|vasiliy|vasyl|vassily|vasilis
victoria|vicky|viktoria|vika
vincent|vince|vicente|vincenzo
vladimir|vova|volodya|volodymyr|wladimir|uladzimir
volodymyr|vladimir
vyacheslav|slava|viacheslav
walter|walt|wally
william|bill|will|billy|willy|liam|guillermo|guillaume|wilhelm|guglielmo|willem
yevgenia|evgenia|eugenia|zhenya
zachary|zach|zack
ibrahim|abraham|avraham|ebrahim|ibraheem
isaac|ishaq|yitzhak|itzhak
ismail|esmail|ishmael|esmaeil
jesus|isa|chuy
musa|moses|moshe|moussa|mousa
sulaiman|solomon|suleiman|shlomo|soleyman|suleyman
yahya|yahia
)";

const char* const kNumbers = R"(
0|zero
1|one|first|1st|i|один|ein|uno|premier|یک|واحد
2|two|second|2nd|ii|два|zwei|dos|deux|دو|اثنان
3|three|third|3rd|iii|три|drei|tres|trois|سه|ثلاثة
4|four|fourth|4th|iv|четыре|vier|cuatro|quatre|چهار|أربعة
5|five|fifth|5th|v|пять|funf|cinco|cinq|پنج|خمسة
6|six|sixth|6th|vi|шесть|sechs|seis|شش|ستة
7|seven|seventh|7th|vii|семь|sieben|siete|sept|هفت|سبعة
8|eight|eighth|8th|viii|восемь|acht|ocho|huit|هشت|ثمانية
9|nine|ninth|9th|ix|девять|neun|nueve|neuf|تسعة
10|ten|tenth|10th|x|десять|zehn|diez|dix|ده|عشرة
11|eleven|eleventh|11th|xi
12|twelve|twelfth|12th|xii
13|thirteen|thirteenth|13th|xiii
14|fourteen|fourteenth|14th|xiv
15|fifteen|fifteenth|15th|xv
16|sixteen|sixteenth|16th|xvi
17|seventeen|seventeenth|17th|xvii
18|eighteen|eighteenth|18th|xviii
19|nineteen|nineteenth|19th|xix
20|twenty|twentieth|20th|xx
30|thirty|thirtieth|30th|xxx
40|forty|fourty|fortieth|40th|xl
50|fifty|fiftieth|50th
60|sixty|sixtieth|60th
70|seventy|seventieth|70th
80|eighty|eightieth|80th
90|ninety|ninetieth|90th
100|hundred|hundredth|100th
1000|thousand
)";

}  // namespace clew::match

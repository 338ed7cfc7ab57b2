// Company forms: a line a form, its first word the family, then the ways in which it is written, divided by
// '|'.
#include "match/lexicon_tables.h"

namespace clew::match {

const char* const kCompanyForms = R"(
limited  llc|l l c|limited liability company|limited liability co|llc company
limited  ltd|limited|ltd co|co ltd|company limited|co limited|company ltd|limited company|private limited|pvt ltd|private ltd|pte ltd|pte|pty ltd|pty|pty limited|pte limited|proprietary limited|ltda|limitada|lda|pvt|cia ltda|ltee|limitee|public ltd|limitd|sdn bhd|sdn|pt
limited  gmbh|gesellschaft mit beschrankter haftung|gesellschaft mit beschraenkter haftung|gesmbh|ges m b h|mbh|ggmbh|gmbh co kg|ug|ug haftungsbeschrankt
limited  ooo|obshchestvo s ogranichennoi otvetstvennostyu|obshchestvo s ogranichennoy otvetstvennostyu|ооо|общество с ограниченной ответственностью|общество ограниченной ответственности|тоо|товарищество с ограниченной ответственностью|tov|тов|товариство з обмеженою відповідальністю|оод|дружество с ограничена отговорност|еоод|ood|eood|too|mchj|масъулияти чеклangan жамият
limited  sarl|s a r l|societe a responsabilite limitee|sarlu|sàrl|eurl|sasu
limited  srl|s r l|societa a responsabilita limitata|societatea cu raspundere limitata|societate cu raspundere limitata|sociedad de responsabilidad limitada|sociedad limitada|sl|s l|slu|s de rl de cv|s de r l de c v|s de rl
limited  spzoo|sp z oo|sp z o o|spolka z ograniczona odpowiedzialnoscia|sp zoo
limited  bv|b v|besloten vennootschap|besloten vennootschap met beperkte aansprakelijkheid|bvba
limited  doo|d o o|drustvo s ogranicenom odgovornoscu|drustvo sa ogranicenom odgovornoscu|друштво са ограниченом одговорношћу|доо|druzba z omejeno odgovornostjo
limited  sro|s r o|spolecnost s rucenim omezenym|spol s r o|spol sro|spolocnost s rucenim obmedzenym
limited  kft|korlatolt felelossegu tarsasag|ou|osauhing|uab|sia|aps|anpartsselskab|oy|osakeyhtio|ehf|ab ltd|limited sirketi|ltd sti|limited sti|ltd sirketi
limited  epe|ε π ε|επε|εταιρεια περιορισμενης ευθυνης|ike
limited  ذ م م|ذمم|شركة ذات مسئولية محدودة|ذات مسئولية محدودة|شركة ذات مسوولية محدودة|المحدودة|محدودة|با مسئولیت محدود|مسئولیت محدود|با مسیولیت محدود|wll|w l l|with limited liability|fzco|fze|fz llc|free zone establishment|free zone company
limited  有限公司|有限责任公司|有限責任公司|有限会社|合同会社|유한회사|kk ltd|yugen kaisha|godo kaisha
limited  בעמ|בע מ|בערבון מוגבל
joint  ag|aktiengesellschaft|a g
joint  sa|s a|societe anonyme|sociedad anonima|sociedade anonima|societate pe actiuni|spolka akcyjna|sociedad anonima de capital variable|sa de cv|s a de c v|sab de cv|s a b de c v|saa|sas|societe par actions simplifiee|anonim sirketi|as sirketi|a s|as|aksjeselskap|aktieselskab|asa|allmennaksjeselskap
joint  spa|s p a|societa per azioni|sicav
joint  jsc|joint stock company|joint stock co|joint-stock company|ao|ао|акционерное общество|акционерно дружество|акціонерне товариство|aktsionernoe obshchestvo|ad|акционарско друштво|a d|akcionarsko drustvo|ат|at|joint stock
joint  ojsc|oao|оао|open joint stock company|открытое акционерное общество|otkrytoe aktsionernoe obshchestvo|open joint stock co|open jsc
joint  pjsc|pao|пао|public joint stock company|публичное акционерное общество|publichnoe aktsionernoe obshchestvo|public jsc|пат|публічне акціонерне товариство|qsc|q s c|psc|saog|saoc|saog|sak|s a k
joint  cjsc|zao|зао|closed joint stock company|закрытое акционерное общество|zakrytoe aktsionernoe obshchestvo|closed jsc|closed joint stock co|zat|зат
joint  plc|p l c|public limited company|public limited co|public company limited|public co ltd|pcl|berhad|bhd|tbk|pt tbk|perusahaan terbuka
joint  inc|incorporated|incorporation|corp|corporation|corporatio|corpn|корпорация|korporatsiya
joint  nv|n v|naamloze vennootschap
joint  ab|a b|aktiebolag|publ|aktiebolaget|oyj|julkinen osakeyhtio|abp
joint  se|societas europaea|europaische gesellschaft
joint  ae|α ε|ανωνυμη εταιρεια|αε|anonymi etaireia
joint  سهامی عام|سهامی خاص|شرکت سهامی|شرکت سهامی عام|شرکت سهامی خاص|شركة مساهمة|ش م ع|ش م م|شم م|مساهمة عامة|مساهمة|p j s|pjs|private joint stock company|private joint stock co|private jsc|sahami aam|sahami khass
joint  股份有限公司|股份公司|株式会社|주식회사|kabushiki kaisha|kk|k k|kabushiki gaisha|jusik hoesa|jushik hoesa
joint  zrt|nyrt|rt|zartkoruen mukodo reszvenytarsasag|nyilvanosan mukodo reszvenytarsasag|akciova spolecnost|akciova spolocnost|delniska druzba|dd|d d|dionicko drustvo|akciju sabiedriba|aktsiaselts|akcine bendrove
partner  lp|l p|limited partnership|partnership|limited partners
partner  llp|l l p|limited liability partnership
partner  kg|k g|kommanditgesellschaft|kgaa|kommanditgesellschaft auf aktien|kda|cv|c v|commanditaire vennootschap|sca|scs|societe en commandite|ky|kommandiittiyhtio|sp k|spolka komandytowa
partner  ohg|offene handelsgesellschaft|gbr|snc|societe en nom collectif|societa in nome collettivo|vof|sp j
public  fgup|фгуп|федеральное государственное унитарное предприятие|гуп|gup|state unitary enterprise|federal state unitary enterprise|унитарное предприятие|муп|state enterprise|государственное предприятие|государственное унитарное предприятие|гп|dp|дп|державне підприємство|epe state|empresa estatal
public  ev|e v|eingetragener verein|eg|eingetragene genossenschaft|nko|нко|ано|ano|autonomous non profit organization|автономная некоммерческая организация|nonprofit organization|non profit organization|некоммерческая организация|ngo|asbl|vzw|ong|onlus
public  stiftung|waqf|wakf
sole  ip|ип|индивидуальный предприниматель|chp|чп|частное предприятие|фоп|fop|фізична особа підприємець|sole trader|sole proprietorship|private enterprise|eirl|ek|e k|eingetragener kaufmann|individual entrepreneur
)";

// Words that many organisations share; those of a line are one word in different languages.
const char* const kCommonWords = R"(
company|co|cia|compania|compagnie|companhia|компания|компания|kompaniya|kompania|شركة|الشركة|شرکت|sherkat|sherkate|sharikat|sharika|חברה|empresa|sirket|sirketi|företag|gesellschaft|vennootschap|firma|firm|societa|societe|公司|회사|компанія
group|groupe|gruppe|grupo|gruppo|группа|gruppa|gurooh|goruh|مجموعة|گروه|grup|grubu|grupa|група|集团|集團|グループ|그룹
bank|banco|banque|banca|банк|bankasi|banka|بانک|بنك|مصرف|البنك|المصرف|bankas|banque|银行|銀行|은행
holding|holdings|холдинг|kholding|هلدینگ|القابضة|قابضة|控股
trading|trade|trader|traders|торговый|торговая|torgovy|التجارية|تجارية|تجارة|للتجارة|بازرگانی|bazargani|commerce|commercial|comercial|commerciale|handels|handel|ticaret|貿易|贸易
international|intl|internacional|internationale|internazionale|международный|международная|бenalmelal|بین المللی|الدولية|الدولي|uluslararasi|国际|國際
industries|industry|industrial|industria|industrie|industriel|промышленный|промышленность|промышленная|صنایع|صنعتی|الصناعات|صناعية|sanayi|sanayii|工业|산업|sanaye
services|service|servicios|servizi|dienst|dienste|услуги|خدمات|الخدمات|khadamat|hizmetleri
system|systems|sistemas|sistemi|systeme|системы|система
enterprise|enterprises|предприятие|predpriyatie|предприятия|unternehmen|entreprise|entreprises|empresas|مؤسسة|موسسة|موسسه|المؤسسة|moasese|企业
ministry|ministerio|ministere|ministerium|министерство|ministerstvo|وزارت|وزارة|vezarat|bakanligi|міністерство
organization|organisation|organizacion|организация|organizatsiya|سازمان|منظمة|sazman|sazeman|organizasyonu|orgnization|org
foundation|fund|fond|фонд|fondation|fundacion|fondazione|بنیاد|bonyad|stichting|fonds|fonden|صندوق|الصندوق|مؤسسه|vakfi|foundations
institute|institut|instituto|istituto|институт|پژوهشگاه|انستیتو|معهد|المعهد|enstitusu
university|universitat|universite|universidad|universita|университет|دانشگاه|جامعة|daneshgah|universitesi
center|centre|centro|zentrum|центр|tsentr|مرکز|مركز|المركز|markaz|merkezi
association|assoc|verein|verband|associazione|asociacion|ассоциация|انجمن|جمعية|الجمعية|anjoman|dernegi|society
partners|partner|партнеры
investment|investments|invest|инвест|инвестиции|سرمایه گذاری|sarmaye gozari|استثمار|للاستثمار|الاستثمار|inversiones|investissement|yatirim|投资
management|менеджмент|مدیریت|إدارة
national|nacional|nationale|nationaler|национальный|ملی|meli|melli|الوطنية|الوطني|وطني
general|генеральный|عمومی|العامة
shipping|line|lines|maritime|marine|کشتیرانی|الملاحة|keshtirani|navigation
engineering|инжиниринг|مهندسی|mohandesi|الهندسة
technology|technologies|tech|технологии|technologie|فناوری|تكنولوجيا
development|развитие|توسعه|تنمية|tosee
construction|constructions|строительство|строительная|ساختمانی|بناء|insaat
insurance|versicherung|assurance|assurances|страхование|страховая|بیمه|تأمين|sigorta|seguros
oil|petroleum|нефть|نفت|naft
energy|energie|energia|энергия|انرژی|الطاقة|enerji
airlines|airline|airways|aviation|авиа|авиакомпания|هواپیمایی|طيران|hava|havayollari|air
federation|федерация|فدراسیون|اتحاد
republic|республика|جمهوری|جمهورية
government|правительство|دولت|حكومة|regierung|gouvernement|gobierno
army|армия|ارتش|جيش
party|партия|حزب|partei|parti|partido
department|dept|департамент|اداره|دائرة
union|союз|اتحادیه|اتحاد
capital|капитал
fund|funds
trust|трест
global|world|worldwide
solutions|solution
factory|plant|завод|كارخانه|کارخانه|مصنع|works|fabrika
council|совет|شورا|شورای|مجلس
court|суд|دادگاه|محكمة
brigade|бригада|تیپ|لواء|battalion|regiment|corps|division
committee|комитет|کمیته|لجنة
agency|агентство|آژانس|وكالة
office|офис|دفتر|مكتب|bureau
securities
finance|financial|финанс|مالی
)";

const char* const kJoiners = R"(
of|the|and|for|und|der|die|das|et|le|la|les|des|du|de|y|e|el|los|las|del|и|و|في|في|von|zu|für|per|di|da|do|dos|i|a|an|in|on|at|u|und
)";

}  // namespace clew::match

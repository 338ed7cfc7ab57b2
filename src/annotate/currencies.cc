// Currencies (ISO 4217), their words in four languages, and the countries whose names tell dinar from dinar.
#include <algorithm>
#include <array>

#include "annotate/value_words.h"

namespace clew::annotate {
namespace {

constexpr std::string_view kCodes =
    "AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BHD BND BOB BRL BYN CAD CHF CLP CNY COP CRC CUP CZK DEM DKK "
    "DOP DZD "
    "EEK EGP ESP ETB EUR FIM FRF GBP GEL GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD IRR ISK ITL JMD JOD JPY KES "
    "KGS KHR "
    "KRW KWD KZT LAK LBP LKR LTL LVL LYD MAD MDL MKD MMK MNT MOP MUR MXN MYR NGN NIO NLG NOK NPR NZD OMR PAB "
    "PEN PHP "
    "PKR PLN PYG QAR RON RSD RUB SAR SDG SEK SGD SOS SYP THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS "
    "VEF VND "
    "XAF XBT XOF YER ZAR ZMW";

// latin | Persian | Arabic | ISO | in Persian | in Arabic | beside a country's name
constexpr std::array kWords = {
    CurrencyLine{"dollar dollars buck bucks", "دلار دلاری", "دولار دولارا دولارات دولاري", "USD", "", "",
                 "US=USD CA=CAD AU=AUD HK=HKD SG=SGD NZ=NZD TW=TWD JM=JMD NA=NAD BB=BBD LR=LRD BN=BND"},
    CurrencyLine{"grand", "", "", "USD", "", "", ""},
    CurrencyLine{"euro euros", "یورو یورویی یوروئی", "يورو يوروهات", "EUR", "", "", ""},
    CurrencyLine{"pound pounds quid", "پوند پوندی", "جنيه جنيها جنيهات باوند", "GBP", "GBP", "EGP",
                 "GB=GBP EG=EGP SD=SDG LB=LBP SY=SYP IE=IEP"},
    CurrencyLine{"sterling", "", "استرليني إسترليني", "GBP", "", "", ""},
    CurrencyLine{"rial rials", "ریال ریالی", "", "IRR", "", "", "IR=IRR SA=SAR QA=QAR YE=YER OM=OMR"},
    CurrencyLine{"riyal riyals riyaal", "", "ريال ريالا ريالات", "SAR", "IRR", "XXX",
                 "IR=IRR SA=SAR QA=QAR YE=YER OM=OMR"},
    CurrencyLine{"toman tomans tuman tumans", "تومان تومانی تومن تومنی", "تومان", "IRT", "", "", ""},
    CurrencyLine{"dinar dinars", "دینار دیناری", "دينار دينارا دنانير", "XXX", "", "",
                 "IQ=IQD KW=KWD JO=JOD LY=LYD TN=TND DZ=DZD BH=BHD RS=RSD"},
    CurrencyLine{"dirham dirhams", "درهم درهمی", "درهم درهما دراهم", "AED", "", "", "AE=AED MA=MAD"},
    CurrencyLine{"afghani afghanis", "افغانی", "أفغاني", "AFN", "", "", ""},
    CurrencyLine{"lira liras lire", "لیر لیره", "ليرة ليرات", "XXX", "TRY", "XXX",
                 "TR=TRY SY=SYP LB=LBP IT=ITL"},
    CurrencyLine{"franc francs", "فرانک", "فرنك فرنكا فرنكات", "XXX", "", "", "CH=CHF FR=FRF BE=BEF"},
    CurrencyLine{"yen yens", "ین", "ين ينا", "JPY", "", "", ""},
    CurrencyLine{"yuan yuans renminbi rmb", "یوان", "يوان", "CNY", "", "", ""},
    CurrencyLine{"rupee rupees", "روپیه", "روبية روبيات", "XXX", "", "", "IN=INR PK=PKR LK=LKR NP=NPR"},
    CurrencyLine{"ruble rubles rouble roubles", "روبل", "روبل روبلا", "RUB", "", "", "RU=RUB BY=BYN"},
    CurrencyLine{"peso pesos", "پزو", "بيزو", "XXX", "", "", "MX=MXN AR=ARS PH=PHP CO=COP CL=CLP CU=CUP"},
    CurrencyLine{"krona kronor", "", "", "SEK", "", "", "SE=SEK IS=ISK"},
    CurrencyLine{"krone kroner crown crowns", "کرون", "كرون كرونة", "XXX", "", "",
                 "SE=SEK NO=NOK DK=DKK CZ=CZK"},
    CurrencyLine{"koruna korunas", "", "", "CZK", "", "", ""},
    CurrencyLine{"zloty zlotys zlotych", "زلوتی", "", "PLN", "", "", ""},
    CurrencyLine{"forint forints", "فورینت", "", "HUF", "", "", ""},
    CurrencyLine{"won", "وون", "وون", "KRW", "", "", ""},
    CurrencyLine{"shekel shekels sheqel sheqels", "شکل", "شيكل شيكلا شواكل", "ILS", "", "", ""},
    CurrencyLine{"rand rands", "راند", "راند", "ZAR", "", "", ""},
    CurrencyLine{"reais", "رئال", "", "BRL", "", "", ""},
    CurrencyLine{"baht bahts", "بات", "", "THB", "", "", ""},
    CurrencyLine{"ringgit ringgits", "رینگیت", "رينغيت", "MYR", "", "", ""},
    CurrencyLine{"rupiah rupiahs", "روپیه_اندونزی", "", "IDR", "", "", ""},
    CurrencyLine{"marks deutschmark deutschmarks dm", "مارک", "مارك", "DEM", "", "", "DE=DEM FI=FIM BA=BAM"},
    CurrencyLine{"markka markkas", "", "", "FIM", "", "", ""},
    CurrencyLine{"guilder guilders", "", "", "NLG", "", "", ""},
    CurrencyLine{"peseta pesetas", "", "", "ESP", "", "", ""},
    CurrencyLine{"manat manats", "منات", "مانات", "XXX", "", "", "AZ=AZN TM=TMT"},
    CurrencyLine{"tenge", "تنگه", "", "KZT", "", "", ""},
    CurrencyLine{"somoni", "سامانی", "", "TJS", "", "", ""},
    CurrencyLine{"hryvnia hryvnias hryvna", "", "", "UAH", "", "", ""},
    CurrencyLine{"taka takas", "", "", "BDT", "", "", ""},
    CurrencyLine{"bitcoin bitcoins", "بیتکوین بیت_کوین", "بيتكوين", "XBT", "", "", ""},
    CurrencyLine{"dram drams", "درام", "", "AMD", "", "", ""},
    CurrencyLine{"naira nairas", "", "", "NGN", "", "", ""},
    CurrencyLine{"lempira lempiras", "", "", "HNL", "", "", ""},
    CurrencyLine{"balboa balboas", "", "", "PAB", "", "", ""},
    CurrencyLine{"bolivar bolivars bolivares", "بولیوار", "", "VEF", "", "", ""},
    CurrencyLine{"shilling shillings", "", "", "XXX", "", "", "KE=KES TZ=TZS UG=UGX SO=SOS"},
};

constexpr std::array kMinor = {
    CurrencyLine{"cent cents", "سنت سنتی", "سنت سنتا سنتات", "USD", "", "", ""},
    CurrencyLine{"penny pence pennies", "پنی", "بنس", "GBP", "", "", ""},
    CurrencyLine{"", "", "قرش قروش قرشا", "EGP", "", "", ""},
    CurrencyLine{"", "", "هللة هللات", "SAR", "", "", ""},
    CurrencyLine{"kopeck kopecks kopek kopeks", "", "", "RUB", "", "", ""},
};

constexpr std::array kSymbols = {
    CurrencyLine{"$", "", "", "USD", "", "",
                 "US=USD C=CAD CA=CAD CAN=CAD A=AUD AU=AUD AUS=AUD HK=HKD NZ=NZD S=SGD SG=SGD "
                 "NT=TWD TW=TWD MEX=MXN MX=MXN R=BRL AR=ARS J=JMD"},
    CurrencyLine{"€", "", "", "EUR", "", "", ""},
    CurrencyLine{"£", "", "", "GBP", "", "", "E=EGP"},
    CurrencyLine{"¥", "", "", "JPY", "", "", "CN=CNY"},
    CurrencyLine{"₹", "", "", "INR", "", "", ""},
    CurrencyLine{"₽", "", "", "RUB", "", "", ""},
    CurrencyLine{"₺", "", "", "TRY", "", "", ""},
    CurrencyLine{"₪", "", "", "ILS", "", "", ""},
    CurrencyLine{"₩", "", "", "KRW", "", "", ""},
    CurrencyLine{"₴", "", "", "UAH", "", "", ""},
    CurrencyLine{"₦", "", "", "NGN", "", "", ""},
    CurrencyLine{"﷼", "", "", "IRR", "", "", ""},
};

constexpr std::array kCountries = {
    CountryLine{"US", "us american america united_states", "آمریکا آمریکایی امریکا امریکایی",
                "أمريكي أمريكية أميركي أميركية"},
    CountryLine{"CA", "canadian canada", "کانادا کانادایی", "كندي كندية"},
    CountryLine{"AU", "australian australia", "استرالیا استرالیایی", "أسترالي أسترالية"},
    CountryLine{"HK", "hong_kong", "هنگ_کنگ", ""},
    CountryLine{"SG", "singapore singaporean", "سنگاپور", "سنغافوري"},
    CountryLine{"NZ", "new_zealand", "نیوزیلند", ""},
    CountryLine{"TW", "taiwan taiwanese new_taiwan", "تایوان", ""},
    CountryLine{"GB", "british uk sterling english", "انگلیس بریتانیا استرلینگ", "إسترليني استرليني بريطاني"},
    CountryLine{"EG", "egyptian egypt", "مصر مصری", "مصري مصرية"},
    CountryLine{"SD", "sudanese sudan", "سودان", "سوداني سودانية"},
    CountryLine{"IR", "iranian iran", "ایران ایرانی", "إيراني إيرانية"},
    CountryLine{"SA", "saudi saudi_arabian", "سعودی عربستان عربستان_سعودی", "سعودي سعودية"},
    CountryLine{"QA", "qatari qatar", "قطر قطری", "قطري قطرية"},
    CountryLine{"YE", "yemeni yemen", "یمن یمنی", "يمني يمنية"},
    CountryLine{"OM", "omani oman", "عمان عمانی", "عماني عمانية"},
    CountryLine{"IQ", "iraqi iraq", "عراق عراقی", "عراقي عراقية"},
    CountryLine{"KW", "kuwaiti kuwait", "کویت کویتی", "كويتي كويتية كويتيا"},
    CountryLine{"JO", "jordanian jordan", "اردن اردنی", "أردني أردنية أردنيا"},
    CountryLine{"LY", "libyan libya", "لیبی", "ليبي ليبية"},
    CountryLine{"TN", "tunisian tunisia", "تونس", "تونسي تونسية"},
    CountryLine{"DZ", "algerian algeria", "الجزایر", "جزائري جزائرية"},
    CountryLine{"BH", "bahraini bahrain", "بحرین", "بحريني بحرينية"},
    CountryLine{"RS", "serbian serbia", "صربستان", ""},
    CountryLine{"AE", "uae emirati", "امارات امارات_متحده_عربی", "إماراتي إماراتية اماراتي"},
    CountryLine{"MA", "moroccan morocco", "مراکش", "مغربي مغربية"},
    CountryLine{"TR", "turkish turkey", "ترکیه ترک", "تركي تركية"},
    CountryLine{"SY", "syrian syria", "سوریه", "سوري سورية"},
    CountryLine{"LB", "lebanese lebanon", "لبنان", "لبناني لبنانية"},
    CountryLine{"IT", "italian italy", "ایتالیا", "إيطالي إيطالية"},
    CountryLine{"CH", "swiss switzerland", "سوئیس سوییس", "سويسري سويسرية"},
    CountryLine{"FR", "french france", "فرانسه", "فرنسي"},
    CountryLine{"BE", "belgian belgium", "بلژیک", ""},
    CountryLine{"IN", "indian india", "هند", "هندي هندية"},
    CountryLine{"PK", "pakistani pakistan", "پاکستان", "باكستاني باكستانية"},
    CountryLine{"LK", "sri_lankan sri_lanka", "سریلانکا", ""},
    CountryLine{"NP", "nepalese nepal", "نپال", ""},
    CountryLine{"RU", "russian russia", "روسیه", "روسي"},
    CountryLine{"BY", "belarusian belarus", "بلاروس", ""},
    CountryLine{"MX", "mexican mexico", "مکزیک", ""},
    CountryLine{"AR", "argentine argentinian argentina", "آرژانتین", ""},
    CountryLine{"PH", "philippine philippines", "فیلیپین", ""},
    CountryLine{"CO", "colombian colombia", "کلمبیا", ""},
    CountryLine{"CL", "chilean chile", "شیلی", ""},
    CountryLine{"CU", "cuban cuba", "کوبا", ""},
    CountryLine{"SE", "swedish sweden", "سوئد", "سويدية"},
    CountryLine{"NO", "norwegian norway", "نروژ", "نرويجية"},
    CountryLine{"DK", "danish denmark", "دانمارک", "دنماركية"},
    CountryLine{"CZ", "czech", "چک", ""},
    CountryLine{"IS", "icelandic", "", ""},
    CountryLine{"DE", "german deutsche", "آلمان", "ألماني"},
    CountryLine{"FI", "finnish", "", ""},
    CountryLine{"JP", "japanese", "ژاپن", "ياباني"},
    CountryLine{"CN", "chinese", "چین", "صيني"},
    CountryLine{"NL", "dutch", "", ""},
    CountryLine{"KR", "korean south_korean", "کره_جنوبی", "كوري"},
    CountryLine{"IL", "israeli", "", ""},
    CountryLine{"AZ", "azerbaijani azeri", "آذربایجان", ""},
    CountryLine{"TM", "turkmen", "ترکمنستان", ""},
    CountryLine{"KE", "kenyan", "", ""},
    CountryLine{"TZ", "tanzanian", "", ""},
    CountryLine{"UG", "ugandan", "", ""},
    CountryLine{"SO", "somali", "", ""},
    CountryLine{"JM", "jamaican", "", ""},
    CountryLine{"EU", "european", "", ""},
};

}  // namespace

std::span<const CurrencyLine> currency_words() { return kWords; }
std::span<const CurrencyLine> minor_words() { return kMinor; }
std::span<const CurrencyLine> symbols() { return kSymbols; }
std::span<const CountryLine> countries() { return kCountries; }
std::string_view currency_codes() { return kCodes; }

int decimals_of(std::string_view code) {
  static constexpr std::array<std::string_view, 7> kThree = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  static constexpr std::array<std::string_view, 6> kNone = {"JPY", "KRW", "CLP", "ISK", "VND", "UGX"};
  if (code == "XBT") return 8;
  if (std::find(kThree.begin(), kThree.end(), code) != kThree.end()) return 3;
  return std::find(kNone.begin(), kNone.end(), code) != kNone.end() ? 0 : 2;
}

}  // namespace clew::annotate

// Months and weekdays of other European languages and of Turkish, as they stand in dates of mail and
// contracts. They count only beside a day or a year, so that "mars", "mai" or "set" in running text do no
// harm.
#include <array>

#include "annotate/value_words.h"

namespace clew::annotate {
namespace {
constexpr std::array kLines = {
    WordLine{
        "januar janner januari janvier janv enero ene gennaio gen janeiro stycznia sty января янв ocak oca",
        Role::month, 101},
    WordLine{"februar februari fevrier fevr fev febrero febbraio fevereiro lutego lut февраля фев subat",
             Role::month, 102},
    WordLine{"marz mrz mars marzo maart mrt marco marca marts марта мар mart", Role::month, 103},
    WordLine{"avril avr abril abr aprile kwietnia kwi апреля апр nisan", Role::month, 104},
    WordLine{"mai mayo maggio mag mei maio maja maj мая mayis", Role::month, 105},
    WordLine{"juni juin junio giugno giu junho czerwca cze июня июн haziran", Role::month, 106},
    WordLine{"juli juillet juil julio luglio lug julho lipca lip июля июл temmuz", Role::month, 107},
    WordLine{"aout agosto ago augustus augusti sierpnia sie августа авг agustos", Role::month, 108},
    WordLine{"septembre septiembre settembre set setembro wrzesnia wrz сентября сен eylul", Role::month, 109},
    WordLine{"oktober okt octobre octubre ottobre ott outubro out pazdziernika paz октября окт ekim",
             Role::month, 110},
    WordLine{"novembre noviembre novembro listopada lis ноября ноя kasim", Role::month, 111},
    WordLine{
        "dezember dez decembre diciembre dic dicembre dezembro grudnia gru desember des декабря дек aralik",
        Role::month, 112},
    WordLine{"montag lundi lunes lunedi maandag mandag segunda pazartesi понедельник", Role::weekday, 100},
    WordLine{"dienstag mardi martes martedi dinsdag tirsdag вторник", Role::weekday, 101},
    WordLine{"mittwoch mercredi miercoles mercoledi woensdag onsdag среда carsamba", Role::weekday, 102},
    WordLine{"donnerstag jeudi jueves giovedi donderdag torsdag четверг persembe", Role::weekday, 103},
    WordLine{"freitag vendredi viernes venerdi vrijdag fredag пятница cuma", Role::weekday, 104},
    WordLine{"samstag sonnabend samedi sabado sabato zaterdag суббота cumartesi", Role::weekday, 105},
    WordLine{"sonntag dimanche domingo domenica zondag воскресенье", Role::weekday, 106},
};
}  // namespace

std::span<const WordLine> european_words() { return kLines; }

}  // namespace clew::annotate

"""Words that do not part from their neighbours: units, titles, months, what is numbered, prepositions of a letter."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNITS = _words(
    "km m cm mm mi ft yd kg g mg t lb lbs oz l ml cl ha °C °F ° % ‰ px pt kW kWh MW MWh GW GWh TW TWh W V Hz kHz MHz "
    "GHz GB MB TB mph km/h kph h hr hrs min mins s sec secs am pm AM PM a.m p.m noon p m² m³ km² km2 CO2 CO₂ € £ $ ¥ "
    "zł Kč kr Ft ₽ ₺ ₹ ₴ EUR GBP USD CHF Uhr uur кг км м г руб грн ч "
    "million millions billion billions trillion bn percent per per-cent pc Mio Mrd Millionen Million Milliarden "
    "Milliarde Prozent Euro Pfund millón millones milioni miliardi milhões mil euros pounds dollars pence "
    "miljoen miljard procent procenta mln mld tys tis milionů miliard mio mkr Mkr miljoner miljarder млн млрд тыс"
)
CURRENCIES = _words("£ € $ ¥ ₹ ₺ ₴ ₽ US$ R$ C$ A$ zł Kč EUR GBP USD CHF")
_TITLES = (
    "Mr Mrs Ms Mx Miss Dr Drs Prof Rev Revd Sir Dame Lord Lady St Ste SS Cllr Hon Sgt Cpt Capt Col Gen Lt Maj Cdr Cpl "
    "Insp Supt Sen Rep Gov Pres Amb Fr Br Bro MP MSP MS TD "
    "M MM Mme Mmes Mlle Mlles Mgr Pr Herr Herrn Frau Hr Dipl.-Ing Sr Sra Srta Sres Sras Don Doña Dña Dra Eng Exmo Exma "
    "Sig Sig.ra Dott Dott.ssa Prof.ssa Avv Ing Dhr Mevr Mw Pan Pani Pana Panu Panią Panem Paní MUDr JUDr PhDr RNDr "
    "Fru Hra Rva Dl Dna D-l D-na Sn Sayın Κος Κα Κυρία Parch"
)
# In small letters these are no words of another language.
_SMALL_TITLES = "sig dott prof dr hr pan pani paní pana panem κ κα κος г-н г-жа г-ну г-жи тов проф гр пан пані"
TITLES = frozenset(
    f"{_TITLES} {_SMALL_TITLES}".split()
    + [title.upper() for title in _TITLES.split() if title not in ("Miss", "Pan", "Pana", "Don", "Ing", "Fr", "Sen")]
)
# What is counted or cited by the number that follows; the short ones may have a full stop.
NUMBERED = _words(
    "section article chapter clause part page day week year act scene step stage room ward platform gate level grade "
    "band issue volume lot item rule point phase zone route teil kapitel artikel seite absatz nummer tag woche "
    "chapitre partie articolo capitolo artículo capítulo artigo parte hoofdstuk rozdział artykuł § §§ №"
)
SHORT_NUMBERED = _words(
    "no nos nr núm n° nº č čís p pp pg s str ch fig figs vol vols art sec abs ust pkt poz odst kap стр ст гл п"
)
# In Spanish and Portuguese "de" comes between.
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre januar februar märz juni juli "
    "oktober dezember jänner enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre janeiro fevereiro março maio "
    "junho julho setembro outubro novembro dezembro januari februari maart mei augustus december stycznia lutego marca "
    "kwietnia maja czerwca lipca sierpnia września października listopada grudnia ledna února března dubna května "
    "června července srpna září října listopadu prosince januára februára apríla mája júna júla augusta septembra "
    "októbra novembra decembra január február március április május június július augusztus szeptember október "
    "ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie augusti april maj "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря січня лютого березня квітня "
    "травня червня липня серпня вересня жовтня листопада грудня de "
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa"
)
# A word of one letter does not end a line in these languages.
LETTERS = {"cs": _words("k o s u v z a i"), "sk": _words("k o s u v z a i"), "pl": _words("a i o u w z")}
DASHES, BULLETS = _words("- – — ― -- ---"), _words("- – — ― • · -- ---")

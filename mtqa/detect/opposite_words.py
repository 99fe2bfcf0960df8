"""Words that contradict each other, in two languages: a table for `opposites`, nothing else.

Source: own list of everyday pairs; a left-hand word contradicts each right-hand one, and the reverse. What merely lies on
the same scale (`large`, `larger`) is left out, and so are pairs that paraphrase may exchange (`give`, `take`).
"""

from __future__ import annotations

_ENGLISH = """
more fewer less; most least fewest; much little; many few; increase decrease decline reduce drop fall; rise fall drop decline;
raise lower; grow shrink; expand contract shrink; high low; higher lower; highest lowest; large small tiny; larger smaller;
largest smallest; big small tiny; bigger smaller; biggest smallest; long short; longer shorter; wide narrow; deep shallow;
thick thin; heavy light; heavier lighter; strong weak; stronger weaker; powerful weak powerless; fast slow; faster slower;
quickly slowly; quick slow; early late; earlier later; old new young; older younger newer; oldest youngest newest;
hot cold; warm cool cold; hotter colder; warmer cooler colder; dry wet; full empty; open closed close shut; opened closed shut;
begin end finish; beginning end; start stop end finish; started stopped ended finished; first last; initial final;
before after; above below; over under; upper lower; inside outside; within outside; internal external; inner outer;
near far; left right; front back; top bottom; north south; northern southern; east west; eastern western;
northeast southwest; northwest southeast; same different; similar different dissimilar; equal unequal; always never;
often rarely seldom; everyone nobody; everybody nobody; everything nothing; all none; both neither; somebody nobody;
good bad poor; better worse; best worst; positive negative; advantage disadvantage; benefit harm; beneficial harmful;
safe dangerous unsafe; safety danger; healthy sick ill unhealthy; alive dead; life death; born died; live die; survive die perish;
rich poor; wealthy poor; expensive cheap inexpensive; easy difficult hard; easier harder; easily hardly; simple complex complicated;
true false untrue; right wrong; correct incorrect wrong; accept reject refuse; accepted rejected refused; approve reject disapprove;
agree disagree; agreement disagreement; allow forbid prohibit ban; allowed forbidden prohibited banned; legal illegal; permit forbid prohibit;
admit deny; confirm deny; support oppose; supporter opponent; friend enemy; ally enemy; love hate; like dislike;
win lose; won lost; winner loser; victory defeat; success failure; succeed fail; successful unsuccessful; successfully unsuccessfully;
gain loss lose; profit loss; income expenditure expense; earnings expenditures expenses; import export; importer exporter;
buy sell; bought sold; buyer seller; lend borrow; employ dismiss fire; hire fire dismiss; appoint dismiss; employer employee;
arrive depart leave; arrival departure; enter leave exit; entrance exit; push pull; attack defend; attacker defender;
build destroy demolish; create destroy; construction destruction demolition; save waste; keep lose discard; remember forget;
include exclude; included excluded; including excluding; add remove subtract; addition removal; insert remove; appear disappear vanish;
connect disconnect; join leave; together apart; unite divide; unity division; attach detach; lock unlock; fasten loosen;
public private; national international foreign; domestic foreign; urban rural; local global; formal informal; official unofficial;
male female; man woman; men women; boy girl; father mother; son daughter; brother sister; husband wife; king queen; uncle aunt; nephew niece;
day night; morning evening; daily nightly; summer winter; spring autumn; today tomorrow yesterday; past future; previous next following;
ancient modern; modern outdated; temporary permanent; permanently temporarily; minimum maximum; minimal maximal; majority minority;
partly fully completely entirely; partially fully completely entirely; partial complete full; densely sparsely; loosely closely tightly; strictly laxly; initially eventually ultimately finally; originally ultimately eventually; forward back backward; forwards backwards; living dying dead; former current; current former past; answer question; demote promote; insider outsider; well poorly; rapid slow; rapidly slowly; suddenly gradually slowly; exactly approximately roughly; difference similarity; differences similarities; extract insert; skilled unskilled untrained; poverty wealth; absent present; absence presence;
active passive inactive; visible invisible; known unknown; famous unknown obscure; common rare uncommon; rare frequent common; usual unusual;
normal abnormal; natural artificial; real fake unreal; guilty innocent; guilt innocence; lucky unlucky; happy unhappy sad; sadly happily;
possible impossible; possibly impossibly; likely unlikely; able unable; aware unaware; certain uncertain; clear unclear; complete incomplete;
necessary unnecessary; important unimportant; significant insignificant; sufficient insufficient; adequate inadequate; effective ineffective;
stable unstable; stability instability; responsible irresponsible; regular irregular; direct indirect; directly indirectly; dependent independent;
reliable unreliable; fair unfair; mature immature; moral immoral; polite rude impolite; patient impatient; honest dishonest; loyal disloyal;
acute chronic; benign malignant; mild severe; mildly severely; hypertension hypotension; hyperglycemia hypoglycemia; prenatal postnatal;
symptomatic asymptomatic; invasive noninvasive non-invasive; resistant susceptible sensitive; excess deficiency deficit; surplus deficit shortage;
amateur professional; beginner expert; junior senior; major minor; superior inferior; conservative liberal; peace war; peaceful violent;
optimistic pessimistic; optimist pessimist; generous stingy; brave cowardly; tolerant intolerant; voluntary compulsory mandatory involuntary;
optional mandatory compulsory required; military civilian; guest host; teacher student pupil; doctor patient; defendant plaintiff; predecessor successor;
horizontal vertical; solid liquid; hard soft; smooth rough; sharp blunt; bright dark dim; light dark; black white; quiet loud noisy; silent noisy loud;
clean dirty; tight loose; straight crooked; sweet bitter sour; fresh stale; raw cooked; beautiful ugly; friendly hostile unfriendly;
improve worsen deteriorate; improved worsened deteriorated; improvement deterioration; strengthen weaken; encourage discourage; praise criticize condemn;
accelerate slow decelerate; simplify complicate; protect endanger; shorten lengthen extend; widen narrow; heat cool; freeze melt thaw; reveal hide conceal;
"""

_GERMAN = """
mehr weniger; viel wenig; viele wenige; steigen sinken fallen; gestiegen gesunken gefallen; stieg sank fiel; erhöhen senken verringern; erhöht gesenkt verringert;
hoch niedrig tief; höher niedriger; groß klein; größer kleiner; größte kleinste; lang kurz; länger kürzer; breit schmal; dick dünn; schwer leicht;
stark schwach; stärker schwächer; schnell langsam; früh spät; früher später; alt neu jung; heiß kalt; warm kalt kühl; trocken nass; voll leer;
offen geschlossen; öffnen schließen; geöffnet geschlossen; anfang ende; beginn ende; beginnen enden; erste letzte; ersten letzten; vor nach;
über unter; oben unten; innen außen; innerhalb außerhalb; links rechts; norden süden; osten westen; nördlich südlich; östlich westlich; immer nie;
oft selten; alle keine; alles nichts; jemand niemand; gut schlecht; besser schlechter; beste schlechteste; vorteil nachteil; sicher unsicher gefährlich;
gesund krank; lebendig tot; leben tod; reich arm; teuer billig günstig; einfach schwierig kompliziert; richtig falsch; wahr falsch; erlaubt verboten;
erlauben verbieten; annehmen ablehnen; angenommen abgelehnt; zustimmen ablehnen; gewinnen verlieren; gewonnen verloren; gewinn verlust; sieg niederlage;
erfolg misserfolg; freund feind; kaufen verkaufen; gekauft verkauft; ankunft abfahrt; einfuhr ausfuhr; öffentlich privat; männlich weiblich; mann frau;
tag nacht; sommer winter; gestern morgen; vorher nachher; minimum maximum; mehrheit minderheit; bekannt unbekannt; möglich unmöglich; schuldig unschuldig;
krieg frieden; schwarz weiß; hell dunkel; hart weich; laut leise; sauber schmutzig; zunehmen abnehmen; zunahme abnahme; verbessern verschlechtern;
"""


def _table(text: str) -> frozenset[tuple[str, str]]:
    """Read `word opposite opposite; ...`, both ways round."""
    pairs = [
        (words[0], other)
        for line in text.replace("\n", " ").split(";")
        if (words := line.split())
        for other in words[1:]
    ]
    return frozenset((*pairs, *((right, left) for left, right in pairs)))


OPPOSITES: dict[str, frozenset[tuple[str, str]]] = {"en": _table(_ENGLISH), "de": _table(_GERMAN)}
"""Language -> (word, its opposite), case-folded, both ways round; `opposites` undoes endings before it looks."""

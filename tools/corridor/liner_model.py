"""The liner model: what is not published about the sea, made by rules and marked `modelled` (basis M). See MODEL.md.

1. Lianyungang's container routes up to the published 74 (43 foreign in the published structure), and its 24 ro-ro routes.
2. Deep-sea and regional strings between hubs (`STRINGS`), by hand.
3. Feeder loops: every seaport that no string or Lianyungang route calls at goes to its nearest hub by sea; loops of up to
   seven ports are grown from the farthest port of the hub, each time by the nearest port still free.

A port of a rotation that is not in `places.csv` is left out; `A|B` takes the first that is there.
"""


from book import crc

FOREIGN = {"KR": 9, "JP": 10, "SEA": 11, "TW": 7, "RU": 4, "ME": 1, "USE": 1}
TOTAL_ROUTES, TOTAL_RORO = 74, 24
# Fact services that are routes of Lianyungang already.
KNOWN = {"KR": 1, "JP": 1, "SEA": 2, "RU": 1, "ME": 1, "USE": 1}
KNOWN_RORO = 2

# Ports after Lianyungang; the ship returns to it. TEU, knots and frequency by group below.
LYG = {
    "KR": ["KRPUS", "KRKAN KRPUS", "KRINC", "KRUSN KRPUS", "KRPTK", "KRKUV KRMOK", "KRMAS KRPUS", "KRKPO KRUSN", "KRPUS KRKAN"],
    "JP": ["JPTYO JPYOK", "JPNGO JPYKK", "JPHKT JPMOJ", "JPOSA JPUKB", "JPSMZ JPTYO", "JPMIZ JPFKY JPHIJ", "JPKIJ JPTOY JPKNZ",
           "JPTMK JPSDJ", "JPNAH JPHSM JPSBS", "JPTRG JPMAI"],
    "SEA": ["THLCH THBKK", "VNHPH VNDAD", "VNCLI KHKOS", "SGSIN MYPKG", "IDJKT IDSUB IDSRG", "PHMNL PHCEB PHDVO", "MYPKG IDBLW",
            "SGSIN MMRGN", "VNTOT SGSIN", "MYKCH MYBKI BNMUA"],
    "TW": ["TWKEL", "TWTXG", "TWKHH", "TWTPE TWKEL", "TWKHH TWTXG", "TWTPE", "TWKHH TWKEL"],
    "RU": ["RUVVO RUVYP", "RUVYP RUNJK", "RUKOR RUMAG", "RUNJK RUVVO"],
    "CST": ["CNSHA", "CNNGB", "CNTAO", "CNTXG", "CNDLC", "CNYIK", "CNSHA CNNGB", "CNTAO CNRZH", "CNSHP CNJNZ", "CNYNT CNWEI",
            "CNLKU CNYNT", "CNLSN CNRZH", "CNTAC", "CNZJG CNNTG", "CNNKG CNYZH", "CNZHE CNCZX", "CNWHI CNNKG", "CNXMN CNQZJ",
            "CNFOC CNMAW", "CNSWA CNSWE", "CNCAN CNNSA", "CNHUA CNHUI", "CNSHK CNYTN", "CNYJI CNSDG", "CNZHA CNYPG",
            "CNQZH CNFAN", "CNWNZ CNHME", "CNZOS CNZAP", "CNHUD CNJNZ CNYIK", "CNDLC CNTXG", "CNCAN CNXMN", "CNSHA CNTAC",
            "CNNGB CNWNZ"],
}
GROUP = {
    # name, TEU, knots, hours in port, departures a week, USD per TEU-km, factor, delay
    "KR": ("Lianyungang - Korea", 800, 14.5, 10, 2, 0.075, "F-SEA-1000", "D-SEA-SHORT"),
    "JP": ("Lianyungang - Japan", 800, 14.5, 10, 1, 0.070, "F-SEA-1000", "D-SEA-SHORT"),
    "SEA": ("Lianyungang - South-East Asia", 1900, 15, 14, 1, 0.052, "F-SEA-3000", "D-SEA-LINER"),
    "TW": ("Lianyungang - Taiwan", 900, 14.5, 12, 1, 0.065, "F-SEA-1000", "D-SEA-SHORT"),
    "RU": ("Lianyungang - Russian Far East", 1000, 14, 18, 1, 0.085, "F-SEA-1000", "D-SEA-SHORT"),
    "CST": ("Lianyungang coastal", 600, 12.5, 9, 2, 0.060, "F-SEA-FEEDER", "D-SEA-SHORT"),
}

RORO = [
    ("East Africa", "KEMBA TZDAR MZMNC MZBEW"), ("South Africa", "ZADUR ZAPLZ ZACPT"), ("Gulf of Guinea", "GHTEM TGLFW NGLOS"),
    ("Ivory Coast and Senegal", "CIABJ GNCKY SNDKR"), ("Angola and Congo", "AOLAD CGPNR"), ("Red Sea", "DJJIB SDPZU SAJED JOAQB"),
    ("Gulf", "AEJEA SADMM QAHMD"), ("Upper Gulf", "KWSWK IQUQR"), ("Oman", "OMSOH OMSLL"),
    ("South America east coast", "BRSSZ BRRIO UYMVD ARZAE"), ("South America north", "BRSUA BRVIX"),
    ("South America west coast", "COBUN ECGYE PECLL CLSAI"), ("Central America", "GTPRQ SVAQJ NICIO CRCAL PABLB"),
    ("Caribbean", "COCTG DOHAI CUMAR"), ("Mediterranean east", "EGALY LBBEY TRMER"), ("Mediterranean west", "ITLIV DZALG ESBCN"),
    ("Black Sea", "GEPTI RUNVS ROCND"), ("North Europe", "BEZEE DEBRV"), ("Australia", "AUBNE AUPKL AUMEL"),
    ("New Zealand and Fiji", "NZAKL FJSUV"), ("India and Pakistan", "INMUN PKKHI"), ("Indonesia and the Philippines", "PHMNL IDJKT"),
]

# (id, name, home and ports and home, knots, TEU, passages closed besides the Arctic)
SUEZ = ("suez",)
STRINGS = [
    ("AE1", "Far East - North Europe by Suez 1", "CNTAO CNSHA CNNGB SGSIN EGPSD NLRTM DEHAM BEANR GBFXT EGPSD SGSIN CNTAO", 16.5, 15000, ()),
    ("AE2", "Far East - North Europe by Suez 2", "KRPUS CNSHA CNYTN MYTPP OMSLL EGPSD GBSOU NLRTM DEBRV SAJED SGSIN KRPUS", 16.5, 14000, ()),
    ("AE3", "Far East - North Europe by the Cape 1", "CNTXG CNDLC CNTAO CNNGB SGSIN MAPTM GBLGP NLRTM DEHAM FRLEH MAPTM SGSIN CNTXG", 17, 18000, SUEZ),
    ("AE4", "Far East - North Europe by the Cape 2", "CNXMN CNYTN VNTOT MYPKG ESALG BEANR NLRTM PLGDN DEWVN ESALG MYPKG CNXMN", 17, 18000, SUEZ),
    ("AM1", "Far East - Mediterranean by Suez", "KRPUS CNSHA CNNGB SGSIN EGPSD GRPIR ITGOA FRFOS ESVLC MTMAR EGPSD SGSIN KRPUS", 16, 12000, ()),
    ("AM2", "Far East - Mediterranean by the Cape", "CNNGB CNNSA SGSIN MAPTM ESBCN ESVLC ITGIT ESALG SGSIN CNNGB", 17, 12000, SUEZ),
    ("AB1", "Far East - Black Sea", "CNSHA CNNGB CNSHK SGSIN EGDAM GRPIR TRAMR ROCND UAODS TRAMR EGDAM SGSIN CNSHA", 16, 8000, ()),
    ("AD1", "Far East - Adriatic", "CNSHA CNNGB CNYTN SGSIN EGPSD SIKOP ITTRS HRRJK MTMAR EGPSD SGSIN CNSHA", 16, 8000, ()),
    ("RS1", "Far East - Red Sea", "CNSHA CNNSA SGSIN DJJIB SAJED EGSOK JOAQB SAJED MYPKG CNSHA", 16, 6000, ()),
    ("ME1", "Far East - Gulf 1", "CNTAO CNSHA CNNGB MYPKG AEJEA SADMM QAHMD AEKLF SGSIN CNTAO", 16, 9000, ()),
    ("ME2", "Far East - Gulf 2", "CNYTN SGSIN AEJEA BHKBS KWSWK IQUQR AEJEA MYPKG CNYTN", 16, 6500, ()),
    ("IN1", "Far East - West India", "CNSHA CNNGB SGSIN MYPKG LKCMB INNSA INMUN PKKHI LKCMB SGSIN CNSHA", 16, 7500, ()),
    ("IN2", "Singapore - Bay of Bengal", "SGSIN MYPKG INMAA INVTZ INKRI LKCMB SGSIN", 15, 3500, ()),
    ("BB1", "Singapore - Bangladesh - Myanmar", "SGSIN BDCGP BDMGL MMRGN MYPKG SGSIN", 14.5, 2000, ()),
    ("EA1", "Far East - East Africa", "CNSHA CNNSA SGSIN LKCMB KEMBA TZDAR TZZNZ MYPKG CNSHA", 16, 4500, ()),
    ("IO1", "Singapore - Indian Ocean - South Africa", "SGSIN MUPLU RELPT|REPDG MGTMM MZMPM ZADUR SGSIN", 16, 4000, ()),
    ("SA1", "Far East - South Africa", "CNTAO CNSHA HKHKG SGSIN ZADUR ZAZBA ZACPT SGSIN CNTAO", 16.5, 6500, ()),
    ("WA1", "Far East - West Africa 1", "CNTAO CNSHA CNNSA SGSIN GHTEM TGLFW BJCOO NGLOS CIABJ SGSIN CNTAO", 16.5, 7500, SUEZ),
    ("WA2", "Far East - West Africa 2", "CNSHA CNNGB SGSIN NAWVB AOLAD CGPNR CMDLA NGONN MYPKG CNSHA", 16.5, 5000, SUEZ),
    ("WA3", "Mediterranean - West Africa", "MAPTM ESALG ESLPA MRNKC SNDKR GNCKY SLFNA LRMLW CIABJ MAPTM", 15.5, 3500, ()),
    ("NA1", "North Africa", "MTMAR LYMRA LYTIP TNRDS DZALG DZORN ESALG MTMAR", 15, 2000, ()),
    ("EM1", "East Mediterranean", "EGPSD EGALY LBBEY SYLTK TRMER CYLMS ILHFA EGPSD", 15, 2500, ()),
    ("PS1", "Transpacific south-west 1", "CNSHA CNNGB KRPUS USLGB USOAK KRPUS CNSHA", 17.5, 10000, ()),
    ("PS2", "Transpacific south-west 2", "VNTOT CNYTN CNXMN USLGB CNYTN VNTOT", 17.5, 11000, ()),
    ("PN1", "Transpacific north-west", "CNTAO CNSHA JPYOK USTIW CAVAN CAPRR JPYOK CNTAO", 17.5, 8500, ()),
    ("PH1", "California - Hawaii", "USOAK USLGB USHNL USOAK", 17, 2800, ()),
    ("PG1", "Japan - Guam - Micronesia", "JPYOK KRPUS GUAPR MPSPN FMPNI MHMAJ JPYOK", 14.5, 900, ()),
    ("WS1", "Far East - South America west coast 1", "CNSHA CNNGB KRPUS MXZLO GTPRQ ECGYE PECLL CLSAI PECLL MXZLO CNSHA", 17.5, 10000, ()),
    ("WS2", "Far East - South America west coast 2", "HKHKG CNNSA CNXMN MXLZC PABLB COBUN PECLL CLVAP PECLL HKHKG", 17.5, 9000, ()),
    ("EC1", "Far East - US East Coast by Panama", "CNTAO CNSHA KRPUS PAMIT USSAV USCHS USNYC USORF PAMIT CNTAO", 17.5, 12000, ()),
    ("EC2", "South-East Asia - US East Coast by Suez", "VNTOT SGSIN LKCMB EGPSD CAHAL USNYC USORF USSAV EGPSD SGSIN VNTOT", 17, 10000, ()),
    ("GU1", "Far East - US Gulf", "CNNGB CNSHA KRPUS PAMIT USHOU USMOB USTPA PAMIT CNNGB", 17.5, 8000, ()),
    ("CB1", "Far East - Caribbean", "CNSHA CNNGB PABLB PAMIT COCTG JMKIN DOCAU PAMIT CNSHA", 17.5, 7000, ()),
    ("ES1", "Far East - South America east coast", "CNTAO CNSHA CNNSA SGSIN BRSSZ BRPNG BRITJ UYMVD ARBUE BRSSZ SGSIN CNTAO", 17.5, 11000, SUEZ),
    ("AU1", "Far East - Australia east coast", "CNTAO CNSHA CNNGB TWKHH AUBNE AUSYD AUMEL CNTAO", 16, 5500, ()),
    ("AU2", "South-East Asia - Australia", "SGSIN IDJKT AUFRE AUADL AUMEL AUSYD SGSIN", 16, 4500, ()),
    ("NZ1", "Far East - New Zealand", "CNSHA HKHKG AUBNE NZAKL NZTRG NZLYT AUBNE CNSHA", 16, 4200, ()),
    ("PI1", "New Zealand - Pacific islands", "NZAKL FJSUV WSAPW ASPPG TOTBU NZAKL", 14.5, 1000, ()),
    ("PI2", "Australia - Melanesia", "AUBNE PGPOM PGLAE SBHIR VUVLI NCNOU AUBNE", 14.5, 1100, ()),
    ("PI3", "New Zealand - Tahiti", "NZAKL CKRAR PFPPT NZAKL", 14.5, 1000, ()),
    ("TA1", "North Europe - US East Coast", "DEHAM NLRTM GBLGP USNYC USORF USSAV NLRTM DEHAM", 16.5, 6500, ()),
    ("TA2", "Mediterranean - US East Coast", "ITGOA ESVLC ESALG USNYC USSAV USMIA ESALG ITGOA", 16.5, 5500, ()),
    ("TA3", "North Europe - Canada", "BEANR GBLIV CAMTR CAHAL FRLEH BEANR", 16, 4000, ()),
    ("TA4", "North Europe - Caribbean", "NLRTM FRLEH GPPTP MQFDF TTPOS COCTG PAMIT CRMOB NLRTM", 16.5, 3500, ()),
    ("TA5", "North Europe - South America east coast", "BEANR NLRTM PTSIE BRPEC BRSUA BRSSA BRRIO BRSSZ NLRTM BEANR", 16.5, 6000, ()),
    ("CG1", "US Gulf - Caribbean - Mexico", "USHOU MXVER MXATM USMSY USMIA JMKIN USHOU", 15, 2500, ()),
    ("CS1", "Caribbean - north coast of South America", "PAMIT COCTG CWWIL VEPBL TTPOS GYGEO SRPBM GFCAY PAMIT", 15, 1800, ()),
    ("BA1", "North Sea - Baltic 1", "DEHAM DKAAR SEGOT PLGDN LTKLJ DEHAM", 14.5, 1500, ()),
    ("BA2", "North Sea - Baltic 2", "NLRTM DEBRV FIHEL EETLL LVRIX RUULU NLRTM", 14.5, 1500, ()),
    ("NO1", "North Sea - Norway", "NLRTM NOOSL NOKRS NOSVG NOBGO NOTRD NLRTM", 14.5, 1000, ()),
    ("IC1", "North Sea - Iceland - Faroes", "NLRTM GBIMM FOTHO ISREY NLRTM", 15, 1000, ()),
    ("IR1", "Irish Sea", "NLRTM IEDUB GBBEL GBLIV IEORK NLRTM", 14.5, 1000, ()),
    ("IB1", "Iberia - North Sea", "NLRTM ESBIO ESVGO PTLEI PTLIS PTSIE NLRTM", 14.5, 1200, ()),
    ("SE1", "Singapore - Gulf of Thailand", "SGSIN THLCH KHKOS VNTOT SGSIN", 15, 2500, ()),
    ("SE2", "Singapore - Java", "SGSIN IDJKT IDSRG IDSUB SGSIN", 15, 2500, ()),
    ("SE3", "Far East - Philippines", "CNSHA CNXMN TWKHH PHMNL PHSFS HKHKG CNSHA", 15, 2000, ()),
    ("SE4", "Far East - Vietnam - Thailand", "CNTAO CNSHA CNSHK VNHPH VNTOT THLCH CNTAO", 15.5, 3500, ()),
]
# Departures a week other than one.
OFTEN = {"PI1": 0.7, "PI2": 0.7, "PI3": 0.5, "PG1": 0.5, "IC1": 1, "SE1": 2, "SE2": 2, "IN2": 2, "BB1": 2, "BA1": 2, "BA2": 2}

HUBS = (
    "CNSHA CNNGB CNYTN CNTXG CNXMN HKHKG KRPUS JPYOK TWKHH SGSIN MYPKG IDJKT IDSUB PHMNL THLCH VNTOT VNHPH LKCMB INNSA INMAA BDCGP "
    "AEJEA OMSLL SAJED DJJIB KEMBA MUPLU MGTMM ZADUR ZACPT AOLAD CMDLA NGLOS CIABJ SNDKR ESLPA MAPTM ESALG ESVLC ITGOA ITGIT MTMAR "
    "GRPIR EGPSD TRAMR ROCND ITTRS NLRTM DEHAM BEANR FRLEH GBFXT GBLIV ESBIO PTLIS DKAAR SEGOT FIHEL NOBGO ISREY CAMTR CAHAL USNYC "
    "USSAV USMIA USHOU JMKIN PAMIT COCTG TTPOS DOCAU BRSSZ BRSUA ARBUE CLSAI PECLL ECGYE PABLB GTPRQ MXZLO USLGB USOAK USTIW CAVAN USHNL "
    "AUSYD AUMEL AUFRE AUBNE NZAKL NZLYT FJSUV NCNOU PGLAE PFPPT GUAPR RUVVO"
).split()
LOOP_PORTS = 7
SHORT_KM, MIDDLE_KM = 6000, 10000

FIRST = (4, 8, 12, 18, 22)


def factor_of(teu):
    return "F-SEA-8000" if teu >= 6000 else "F-SEA-3000" if teu >= 2000 else "F-SEA-1000" if teu >= 900 else "F-SEA-FEEDER"


def plugs_of(teu):
    return max(10, int(round(teu * 0.07 / 5.0)) * 5)


class Model:
    def __init__(self, maker):
        self.maker, self.book = maker, maker.book
        self.called = set()

    def ports(self, text):
        out = []
        for token in text.split():
            port = next((p for p in token.split("|") if p in self.book.places), None)
            if port is None:
                self.book.report.append("liner model: no place " + token)
            elif not out or out[-1] != port:
                out.append(port)
        return out

    def add(self, sid, kind, name, ports, knots, stay, weekly, teu, fixed, per_km, delay, closed=(), forms=("box", "reefer"), tonnes=0,
            deck=0, per="teu", vehicle="container ship", factor=None):
        book = self.book
        start = FIRST[crc(sid) % len(FIRST)] * 60
        cutoff = 48 if teu >= 4000 else 24
        if forms == ("roro",):
            cutoff = 72
        stops, crossings, _ = self.maker.sea_stops(ports, knots, stay, cutoff, start, closed)
        far = max(range(1, len(ports)), key=lambda i: (self.maker.sea(ports[0], ports[i])[0] if ports[i] != ports[0] else 0, -i))
        book.service(sid, kind, (ports[0], ports[far]), name=name, note="modelled rotation")
        section_id = book.section(
            sid, 1, "sea", stops, vehicle=vehicle, forms=forms, crossings=crossings, teu=teu, tonnes=tonnes or teu * 14,
            plugs=plugs_of(teu) if "reefer" in forms else 0, deck=deck, dangerous="2;3;4;5;6;8;9", factor=factor or factor_of(teu), delay=delay)
        for form in forms:
            rate = 1.6 if form == "reefer" else 1.0
            book.rows["tariffs"].append({
                "tariff_id": "T-%s.%s" % (section_id, form), "section_id": section_id, "form": form, "per": per,
                "fixed": "%.2f" % (fixed * rate), "per_km": "%.4f" % (per_km * rate), "currency": "USD", "valid_from": "2025-01-01",
                "valid_to": "", "reliability": "modelled", "basis": "M"})
        book.pattern(sid, weekly)
        if "box" in forms:
            self.called.update(ports)

    # -- 1. Lianyungang -----------------------------------------------------------------------------------------------

    def lianyungang(self):
        made = sum(KNOWN.values())
        for group in ("KR", "JP", "SEA", "TW", "RU"):
            name, teu, knots, stay, weekly, per_km, factor, delay = GROUP[group]
            need = FOREIGN[group] - KNOWN.get(group, 0)
            for text in LYG[group]:
                if not need:
                    break
                ports = self.ports(text)
                if ports:
                    need -= 1
                    made += 1
                    number = FOREIGN[group] - need
                    self.add("SM-LYG-%s-%02d" % (group, number), "liner", "%s %d: %s" % (name, number, self.names(ports)),
                             ["CNLYG"] + ports + ["CNLYG"], knots, stay, weekly, teu, 70, per_km, delay, factor=factor)
        name, teu, knots, stay, weekly, per_km, factor, delay = GROUP["CST"]
        number = 0
        for text in LYG["CST"]:
            if made == TOTAL_ROUTES:
                break
            ports = self.ports(text)
            if ports:
                made += 1
                number += 1
                self.add("SM-LYG-CST-%02d" % number, "feeder", "%s %d: %s" % (name, number, self.names(ports)),
                         ["CNLYG"] + ports + ["CNLYG"], knots, stay, weekly, teu, 45, per_km, delay, factor=factor)
        if made != TOTAL_ROUTES:
            self.book.report.append("container routes of Lianyungang: %d, not %d" % (made, TOTAL_ROUTES))
        ro = KNOWN_RORO
        for region, text in RORO:
            ports = self.ports(text)
            if ports and ro < TOTAL_RORO:
                ro += 1
                self.add("SM-RORO-%02d" % ro, "roro", "Lianyungang - %s ro-ro" % region, ["CNLYG"] + ports + ["CNLYG"], 15, 30, 0.5, 0,
                         40, 0.0051, "D-SEA-DEEP", forms=("roro",), tonnes=20000, deck=4500, per="lane_m", vehicle="ro-ro ship", factor="F-RORO")
        if ro != TOTAL_RORO:
            self.book.report.append("ro-ro routes of Lianyungang: %d, not %d" % (ro, TOTAL_RORO))

    def names(self, ports):
        return ", ".join(self.book.label(p) for p in ports)

    # -- 2. strings ---------------------------------------------------------------------------------------------------

    def strings(self):
        for code, name, text, knots, teu, closed in STRINGS:
            ports = self.ports(text)
            if ports[0] != ports[-1]:
                ports.append(ports[0])
            if len(ports) < 3:
                continue
            deep = teu >= 4000
            self.add("SM-STR-" + code, "liner" if deep else "feeder", name, ports, knots, 20 if deep else 14, OFTEN.get(code, 1), teu,
                     90 if deep else 75, 0.055 if deep else 0.065, "D-SEA-DEEP" if deep else "D-SEA-LINER", closed)

    # -- 3. feeders ---------------------------------------------------------------------------------------------------

    def feeders(self):
        book, sea = self.book, lambda a, b: self.maker.sea(a, b)[0]
        hubs = [h for h in HUBS if h in book.places]
        for hub in hubs:
            if hub not in self.called:
                book.report.append("hub without a string: " + hub)
        free = [p for p, r in sorted(book.places.items())
                if r["kind"] == "seaport" and p not in self.called and p not in hubs and not book.is_caspian(p)]
        groups = {}
        for port in free:
            nearest = None
            for hub in hubs:
                got = self.maker.lanes.distance(book.at(hub), book.at(port))
                if got and (nearest is None or (got[0], hub) < nearest):
                    nearest = (got[0], hub)
            if nearest is None:
                book.report.append("no hub by sea: " + port)
                continue
            groups.setdefault(nearest[1], []).append(port)
        for hub in sorted(groups):
            left, number = set(groups[hub]), 0
            while left:
                seed = max(sorted(left), key=lambda p: sea(hub, p))
                left.discard(seed)
                loop, reach = [seed], 400 + 0.6 * sea(hub, seed)
                while left and len(loop) < LOOP_PORTS:
                    km, port = min((min(sea(p, q) for q in loop), p) for p in sorted(left))
                    if km > reach:
                        break
                    loop.append(port)
                    left.discard(port)
                loop = self.order(hub, loop, sea)
                ports = [hub] + loop + [hub]
                length = sum(sea(a, b) for a, b in zip(ports, ports[1:]))
                number += 1
                weekly = 1 if length <= SHORT_KM else 0.7 if length <= MIDDLE_KM else 0.5
                teu = 500 if length <= 2500 else 800 if length <= SHORT_KM else 1200
                self.add("SM-FDR-%s-%02d" % (hub, number), "feeder",
                         "%s feeder %d: %s" % (book.label(hub), number, self.names(loop)), ports, 13 if length <= 2500 else 14,
                         10 if length <= 2500 else 12, weekly, teu, 60, 0.085 if length <= 2500 else 0.07,
                         "D-SEA-SHORT" if length <= 2500 else "D-SEA-LINER", vehicle="feeder ship")

    @staticmethod
    def order(hub, loop, sea):
        """Cheapest insertion, then 2-opt."""
        route = [hub, hub]
        for port in sorted(loop, key=lambda p: (-sea(hub, p), p)):
            best = min(range(1, len(route)), key=lambda i: (sea(route[i - 1], port) + sea(port, route[i]) - (
                sea(route[i - 1], route[i]) if route[i - 1] != route[i] else 0), i))
            route.insert(best, port)
        better = True
        while better:
            better = False
            for i in range(1, len(route) - 2):
                for j in range(i + 1, len(route) - 1):
                    now = sea(route[i - 1], route[i]) + sea(route[j], route[j + 1])
                    new = sea(route[i - 1], route[j]) + sea(route[i], route[j + 1])
                    if new < now - 0.5:
                        route[i : j + 1] = reversed(route[i : j + 1])
                        better = True
        return route[1:-1]


def build(maker):
    model = Model(maker)
    # ports of the fact liners count as called, hubs of relays too
    for row in maker.book.rows["calls"]:
        section = row["section_id"].rsplit(".", 1)[0]
        if maker.book.services[section]["kind"] in ("liner", "feeder"):
            model.called.add(row["place_id"])
    model.lianyungang()
    model.strings()
    model.feeders()
    return model

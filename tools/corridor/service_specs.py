"""What is said by hand about the timetables: the fact services' exceptions, their return trains, and modelled trains, trucks
and short feeders. Everything else of a fact service comes from its row in `facts/services.csv`."""

# Frequency a week where it differs from the fact row: the base's trains, so that out and back together are the 911 of 2024
# (17.5 a week) at two out to one back. The fact rows' frequencies are demo values and would make 15 out alone.
FREQUENCY = {
    "SV-LYG-ALA": 4,
    "SV-LYG-TAS": 3,
    "SV-LYG-ULN": 1,
}

# Ways of fact services as (mode, waypoints) where the row's own route is not usable as it stands.
WAYS = {
    "SV-LYG-KHG-OSH": [("rail", "CNLYG-BASE CNXUZ CNSIA CNLAZ CNTLQ CNKHG"), ("road", "CNKHG CNIRK KGOSS")],
    "SV-LYG-IST": [
        ("rail", "CNLYG-BASE CNXUZ CNSIA CNURM CNHRS KZALT KZSHU KZMOY KZZHK KZSHA KZBEY KZAAU"),
        ("sea", "KZAAU AZALT"),
        ("rail", "AZALT GETBS TRKSY TRIST"),
    ],
    "SV-GRN-VN": [("rail", "KZKOV KZTSE KZMOY KZAKG KZDOS CNALA CNJIN CNURM CNLAZ CNSIA CNZGZ CNXUZ CNLYG-BASE")],
    "SV-SIA-BAK": [
        ("rail", "CNSIA CNURM CNHRS KZALT KZSHU KZMOY KZZHK KZSHA KZBEY KZAAU"),
        ("sea", "KZAAU AZALT"),
        ("rail", "AZALT AZBAK"),
    ],
    "SV-ALT-CND": [
        ("rail", "KZALT KZSHU KZMOY KZZHK KZSHA KZBEY KZAAU"),
        ("sea", "KZAAU AZALT"),
        ("rail", "AZALT GETBS GEPTI"),
    ],
    "SV-GRN-IR": [("rail", "KZKSN KZTOB KZKAN KZSHA KZBEY KZMAN KZAAU"), ("sea", "KZAAU IRAMD")],
}

# Fixed-timetable expresses run at the links' high daily kilometres and half the border hours.
EXPRESS = ("SV-XIA-DUI", "SV-XIA-DUI-R")
# Grain trains run at the low daily kilometres, without a path of their own; only the container wheat train to Lianyungang is
# forwarded as a container block train.
BLOCK_GRAIN = ("SV-GRN-VN",)


def speed_class(service_id, kind):
    """The column of daily kilometres a train or truck runs at."""
    if service_id in EXPRESS:
        return "high"
    return "low" if kind == "grain_shuttle" and service_id not in BLOCK_GRAIN else "typ"



# Calls between the ends of a fact service at which its row or a source of it says that cargo is worked. Every other call between
# the ends is the model's, also where a service is cut for a change of gauge or ship.
NAMED_CALLS = {
    "SV-CDU-MAL": ("PLMAA",),  # S87 gives the days Chengdu - Malaszewicze
    "SV-LYG-KHG-OSH": ("CNKHG",),  # boxes go from train to truck at Kashgar
    "SV-GRN-IR": ("KZAAU",),  # grain goes aboard at Aktau
    "SV-TRK-WEWC": ("KZALA",),  # Horgos - Almaty - Moscow
}

# A fact service whose last leg is left to other services: what its published days speak of.
SHORTENED = {
    "SV-GRN-VN": "Published 18/20/28 days and 80 USD/t are to Ho Chi Minh City: this train ends at the base, the port shuttle "
    "and a liner follow.",
    "SV-ALT-CND": "Published 20/21/35 days and 4,800 USD/FEU are to Constanta: this train ends at Poti, the feeder SV-POT-CND follows.",
}

# Return trains of fact services: (id, of, departures a week). Way and equipment are mirrored.
RETURNS = [
    ("SV-LYG-TAS-R", "SV-LYG-TAS", 1),
    ("SV-LYG-DUI-R", "SV-LYG-DUI", 0.25),
    ("SV-LYG-IST-R", "SV-LYG-IST", 0.25),
    ("SV-LYG-ULN-R", "SV-LYG-ULN", 0.5),
    ("SV-LYG-KHG-OSH-R", "SV-LYG-KHG-OSH", 0.25),
    ("SV-LYG-MOW-R", "SV-LYG-MOW", 0.25),
    ("SV-XIA-DUI-R", "SV-XIA-DUI", 2),
    ("SV-CDU-MAL-R", "SV-CDU-MAL", 7),
    ("SV-CKG-DUI-R", "SV-CKG-DUI", 7),
    ("SV-YIU-MAD-R", "SV-YIU-MAD", 5),
    ("SV-ZGZ-HAM-R", "SV-ZGZ-HAM", 3),
    ("SV-SIA-ALA-R", "SV-SIA-ALA", 4),
    ("SV-TXG-TAS-R", "SV-TXG-TAS", 4),
    ("SV-WUX-MRG-R", "SV-WUX-MRG", 0.5),
    ("SV-SIA-BAK-R", "SV-SIA-BAK", 3),
    ("SV-ALT-CND-R", "SV-ALT-CND", 2),
    ("SV-KMG-VTE-R", "SV-KMG-VTE", 14),
    ("SV-KMG-BKK-R", "SV-KMG-BKK", 2),
    ("SV-CKG-THK-R", "SV-CKG-THK", 2),
    ("SV-TRK-WEWC-R", "SV-TRK-WEWC", 20),
    ("SV-SR-RAIL-R", "SV-SR-RAIL", 14),
]

# Fact ships: id -> (speed in knots, ports, hours in a port, factor, delay).
# A way that ends where it began is a loop.
SHIPS = {
    "SV-FER-ICN": (17, "CNLYG KRINC CNLYG", 14, "F-ROPAX", "D-FERRY"),
    "SV-FER-PTK": (17, "CNLYG KRPTK CNLYG", 14, "F-ROPAX", "D-FERRY"),
    "SV-LIN-KR": (15, "CNLYG CNTAO KRPUS KRINC CNLYG", 10, "F-SEA-1000", "D-SEA-SHORT"),
    "SV-LIN-JP": (15, "CNLYG JPOSA JPUKB JPTYO CNLYG", 10, "F-SEA-1000", "D-SEA-SHORT"),
    "SV-LIN-VN": (15, "CNLYG CNSHA VNHPH VNCLI THLCH CNLYG", 14, "F-SEA-3000", "D-SEA-LINER"),
    "SV-LIN-ID": (15, "CNLYG PHMNL IDJKT SGSIN MYPKG CNLYG", 14, "F-SEA-3000", "D-SEA-LINER"),
    "SV-LIN-ME": (16, "CNLYG CNNGB SGSIN AEJEA SGSIN CNLYG", 20, "F-SEA-8000", "D-SEA-DEEP"),
    "SV-LIN-USE": (16, "CNLYG CNSHA USMSY CNLYG", 24, "F-SEA-3000", "D-SEA-DEEP"),
    "SV-LIN-RU": (14, "CNLYG RUVVO CNLYG", 20, "F-SEA-1000", "D-SEA-SHORT"),
    "SV-LIN-EU": (16, "CNSHA SGSIN EGPSD NLRTM EGPSD SGSIN CNSHA", 20, "F-SEA-8000", "D-SEA-DEEP"),
    "SV-LIN-EUC": (16, "CNSHA SGSIN ZADUR NLRTM ZADUR SGSIN CNSHA", 20, "F-SEA-8000", "D-SEA-DEEP"),
    "SV-RORO-LA": (15, "CNLYG USLGB MXZLO CNLYG", 30, "F-RORO", "D-SEA-DEEP"),
    "SV-RORO-AF": (14, "CNLYG TZDAR ZADUR CNLYG", 30, "F-RORO", "D-SEA-DEEP"),
    "SV-CAS-FDR": (11.5, "KZAAU AZALT KZAAU", 18, "F-SEA-FEEDER", "D-CASPIAN"),
    "SV-CAS-RAIL": (12.5, "KZKUR AZALT KZKUR", 9, "F-ROPAX", "D-CASPIAN"),
    "SV-CAS-TM": (10.3, "TMKRW AZALT TMKRW", 9, "F-ROPAX", "D-CASPIAN"),
    "SV-BLK-AUVN": (12.5, "AUKWI VNTOT", 0, "F-BULK-HANDY", "D-BULK"),
    "SV-BLK-SAVN": (12.5, "AUPLO VNTOT", 0, "F-BULK-HANDY", "D-BULK"),
    "SV-BLK-PNWVN": (12.5, "USKAM VNTOT", 0, "F-BULK-PANAMAX", "D-BULK"),
    "SV-BLK-USGVN": (12.5, "USMSY VNTOT", 0, "F-BULK-PANAMAX", "D-BULK"),
    "SV-BLK-RUVN": (12.5, "RUNVS VNTOT", 0, "F-BULK-PANAMAX", "D-BULK"),
}
CLOSED = {"SV-LIN-EUC": ("suez", "panama")}
PARCEL_MIN = {"SV-BLK-AUVN": 25000, "SV-BLK-SAVN": 25000, "SV-BLK-PNWVN": 25000, "SV-BLK-USGVN": 30000, "SV-BLK-RUVN": 25000}
# Plugs and deck metres of the ferries and ro-ro ships; the facts have none.
FERRY_DECK = {"SV-FER-ICN": 1100, "SV-FER-PTK": 1000, "SV-CAS-RAIL": 900, "SV-CAS-TM": 900, "SV-RORO-LA": 4500, "SV-RORO-AF": 4500}
# Modelled ships by hand: (id, kind, ports, knots, hours in port, departures a week, TEU, tonnes, parcel, USD per TEU or t for the
# whole way to the farthest port, factor, delay).
MORE_SHIPS = [
    ("SM-CAS-ANZ", "feeder", "KZAAU IRBAZ KZAAU", 12, 24, 1, 250, 3500, 0, 330, "F-SEA-FEEDER", "D-CASPIAN"),
    ("SM-CAS-AMD", "feeder", "KZAAU IRAMD KZAAU", 12, 24, 2, 250, 3500, 0, 340, "F-SEA-FEEDER", "D-CASPIAN"),
    ("SM-BLK-GETVN", "bulk_voyage", "AUGET VNTOT", 12.5, 0, 0.25, 0, 35000, 25000, 20, "F-BULK-HANDY", "D-BULK"),
    ("SM-BLK-EPRVN", "bulk_voyage", "AUEPR VNTOT", 12.5, 0, 0.25, 0, 50000, 25000, 22, "F-BULK-HANDY", "D-BULK"),
    ("SM-BLK-LYGVN", "bulk_voyage", "CNLYG VNTOT", 12.5, 0, 0.25, 0, 28000, 5000, 16, "F-BULK-HANDY", "D-BULK"),
    ("SM-BLK-VANVN", "bulk_voyage", "CAVAN VNTOT", 12.5, 0, 0.25, 0, 60000, 25000, 36, "F-BULK-PANAMAX", "D-BULK"),
]

# Liner services sold through a transshipment port: one section per ship, hours in the hub between them.
RELAYS = {
    "SV-CTR-AUVN": ("AUFRE SGSIN VNCLI", 15, 120, "F-SEA-3000"),
    "SV-CTR-USVN": ("USTIW KRPUS VNCLI", 17, 96, "F-SEA-8000"),
}

# Modelled trains: (id, kind, way, departures a week, equipment, tariff in USD per FEU or per t, cut-off hours, note, and back).
# Equipment: box = 41 wagons 82 TEU; dom = 25 wagons 50 TEU; hop = 54 hoppers 3,600 t; hop24 = 24 hoppers 1,632 t.
# "both" makes the mirrored service too, with its own share of departures.
TRAINS = [
    # China-Europe trains the facts do not name, one per crossing and terminus at least
    ("SM-CE-WUH-DUI", "block_train", "CNWUH CNZGZ CNSIA CNLAZ CNURM CNALA KZDOS KZMOY KZTSE RUKRT RUSAM RUMOW BYMSQ BYBQT PLMAA PLWAW DEDUI", 4, "box", 6000, 48, 2),
    ("SM-CE-SIA-HAM", "block_train", "CNSIA CNLAZ CNURM CNHRS KZALT KZSHU KZMOY KZTSE RUKRT RUSAM RUMOW BYMSQ BYBQT PLMAA PLWAW DEBER DEHAM", 5, "box", 6100, 48, 3),
    ("SM-CE-SIA-MAL", "block_train", "CNSIA CNLAZ CNURM CNHRS KZALT KZSHU KZMOY KZTSE RUKRT RUSAM RUMOW BYMSQ BYBQT PLMAA", 7, "box", 5300, 48, 5),
    ("SM-CE-ZGZ-MAL", "block_train", "CNZGZ CNBJS CNJIG CNRLC MNZAU MNULN RUNAU RUUUD RUIKT RUOVB RUOMS RUYEK RUMOW BYMSQ BYBQT PLMAA", 4, "box", 5600, 48, 2),
    ("SM-CE-WUX-MAL", "block_train", "CNWUX CNXUZ CNTNA CNBJS CNHRB CNMLX RUZAB RUKAR RUUUD RUIKT RUOVB RUOMS RUYEK RUMOW BYMSQ BYBQT PLMAA", 5, "box", 5700, 48, 3),
    ("SM-CE-HRB-HAM", "block_train", "CNHRB CNMLX RUZAB RUKAR RUUUD RUIKT RUOVB RUOMS RUYEK RUMOW BYMSQ BYBQT PLMAA PLWAW DEBER DEHAM", 3, "box", 5900, 48, 2),
    ("SM-CE-TXG-DUI", "block_train", "CNTXG CNBJS CNHRB CNMLX RUZAB RUKAR RUUUD RUIKT RUOVB RUOMS RUYEK RUMOW BYMSQ BYBQT PLMAA PLWAW DEDUI", 2, "box", 6200, 48, 1),
    ("SM-CE-QDJ-MOW", "block_train", "CNQDJ CNTNA CNBJS CNJIG CNRLC MNZAU MNULN RUNAU RUUUD RUIKT RUOVB RUOMS RUYEK RUMOW", 3, "box", 5300, 48, 2),
    ("SM-CE-MAL-BUD", "block_train", "PLMAA PLSLW HUBUD", 3, "box", 1400, 24, 3),
    # domestic trains of China
    ("SM-CN-KMG-CDU", "feeder_rail", "CNKMG CNCDU", 7, "dom", 700, 12, 7),
    ("SM-CN-CKG-CDU", "feeder_rail", "CNCKG CNCDU", 7, "dom", 280, 12, 7),
    ("SM-CN-KMG-CKG", "feeder_rail", "CNKMG CNCDU CNCKG", 3, "dom", 850, 12, 3),
    ("SM-CN-CKG-QZH", "feeder_rail", "CNCKG CNQZH", 14, "dom", 900, 12, 14),
    ("SM-CN-KMG-QZH", "feeder_rail", "CNKMG CNNNG CNQZH", 5, "dom", 750, 12, 5),
    ("SM-CN-SIA-LYG", "feeder_rail", "CNSIA CNLYA CNZGZ CNXUZ CNLYG-BASE CNLYG", 5, "dom", 800, 12, 5),
    ("SM-CN-HMB-LYG", "feeder_rail", "CNHMB CNLYA CNJGY CNZGZ CNXUZ CNLYG-BASE CNLYG", 4, "dom", 700, 12, 4),
    ("SM-CN-HEF-LYG", "feeder_rail", "CNHEF CNXUZ CNLYG-BASE", 4, "dom", 420, 12, 4),
    ("SM-CN-XUZ-LYG", "feeder_rail", "CNXUZ CNLYG-BASE CNLYG", 7, "dom", 180, 12, 7),
    ("SM-CN-WUX-LYG", "feeder_rail", "CNWUX CNXUZ CNLYG-BASE", 3, "dom", 500, 12, 3),
    ("SM-CN-TNA-LYG", "feeder_rail", "CNBJS CNTNA CNXUZ CNLYG-BASE", 3, "dom", 650, 12, 3),
    ("SM-CN-WUH-ZGZ", "feeder_rail", "CNWUH CNZGZ", 5, "dom", 400, 12, 5),
    ("SM-CN-CDU-SIA", "feeder_rail", "CNCDU CNBOJ CNSIA", 5, "dom", 600, 12, 5),
    ("SM-CN-LAZ-URM", "feeder_rail", "CNLAZ CNWUW CNZHY CNJGN CNDNH CNHMI CNTLQ CNURM", 4, "dom", 1000, 12, 4),
    ("SM-CN-URM-KHG", "feeder_rail", "CNURM CNTLQ CNKOR CNAKS CNKHG", 4, "dom", 900, 12, 4),
    ("SM-CN-URM-HRS", "feeder_rail", "CNURM CNKUY CNJIN CNYIN CNHRS", 5, "dom", 420, 12, 5),
    ("SM-CN-URM-TCG", "feeder_rail", "CNURM CNKUY CNKRY CNTCG", 2, "dom", 420, 12, 2),
    ("SM-CN-YIU-NGB", "feeder_rail", "CNYIU CNNGB", 7, "dom", 260, 12, 7),
    ("SM-CN-TAO-SIA", "feeder_rail", "CNTAO CNQDJ CNTNA CNXUZ CNZGZ CNSIA", 4, "dom", 900, 12, 4),
    ("SM-CN-TXG-HRB", "feeder_rail", "CNTXG CNBJS CNHRB", 4, "dom", 900, 12, 4),
    ("SM-CN-RZH-ZGZ", "feeder_rail", "CNRZH CNZGZ", 5, "dom", 420, 12, 5),
    ("SM-CN-SHA-YIU", "feeder_rail", "CNSHA CNYIU", 5, "dom", 280, 12, 5),
    ("SM-CN-NNG-HAN", "block_train", "CNNNG CNPIN VNDDA VNHAN", 5, "dom", 650, 24, 5),
    ("SM-CN-KMG-HAN", "block_train", "CNKMG VNLCA VNHAN VNHPH", 3, "dom", 900, 24, 3),
    # Kazakhstan: feeders to the hubs
    ("SM-KZ-PPK-TSE", "feeder_rail", "KZPPK KZKOV KZTSE", 5, "dom", 420, 12, 5),
    ("SM-KZ-KSN-TSE", "feeder_rail", "KZKSN KZTOB KZESI KZATB KZTSE", 4, "dom", 520, 12, 4),
    ("SM-KZ-NOV-KOV", "feeder_rail", "KZNOV KZKOV KZTSE", 2, "dom", 380, 12, 2),
    ("SM-KZ-TSE-ALA", "feeder_rail", "KZTSE KZKGF KZMOY KZSHU KZALA", 7, "dom", 750, 12, 7),
    ("SM-KZ-TSE-ALT", "feeder_rail", "KZTSE KZKGF KZMOY KZSHU KZZHE KZALT", 4, "dom", 900, 12, 4),
    ("SM-KZ-TSE-DOS", "feeder_rail", "KZTSE KZKGF KZMOY KZBXH KZAKG KZDOS", 4, "dom", 900, 12, 4),
    ("SM-KZ-ALA-ALT", "feeder_rail", "KZALA KZZHE KZALT", 7, "dom", 300, 12, 7),
    ("SM-KZ-ALA-DOS", "feeder_rail", "KZALA KZZHE KZUSH KZAKG KZDOS", 3, "dom", 480, 12, 3),
    ("SM-KZ-UST-ALA", "feeder_rail", "KZUST KZSEM KZAYA KZAKG KZUSH KZALA", 3, "dom", 700, 12, 3),
    ("SM-KZ-PWQ-TSE", "feeder_rail", "KZPWQ KZTSE", 3, "dom", 350, 12, 3),
    ("SM-KZ-ZHK-KGF", "feeder_rail", "KZZHK KZKGF", 2, "dom", 380, 12, 2),
    ("SM-KZ-AKX-ALA", "feeder_rail", "KZAKX KZSAK KZKZO KZTUR KZCIT KZTAR KZALA", 4, "dom", 950, 12, 4),
    ("SM-KZ-GUW-AAU", "feeder_rail", "KZGUW KZBEY KZAAU", 2, "dom", 550, 12, 2),
    ("SM-KZ-GUW-AKX", "feeder_rail", "KZGUW KZKAN KZAKX", 2, "dom", 480, 12, 2),
    ("SM-KZ-URA-AKX", "feeder_rail", "KZURA KZAKX", 2, "dom", 400, 12, 2),
    ("SM-KZ-ALA-KUR", "feeder_rail", "KZALA KZTAR KZCIT KZKZO KZSAK KZSHA KZBEY KZKUR", 2, "dom", 1400, 24, 2),
    ("SM-KZ-SEM-OVB", "block_train", "KZSEM RUOVB", 2, "dom", 600, 24, 2),
    # Kazakhstan: grain in hoppers to the border and the Caspian
    ("SM-GRN-KOV-ALT", "grain_shuttle", "KZKOV KZTSE KZKGF KZMOY KZSHU KZALT", 2, "hop", 38, 48, 0),
    ("SM-GRN-KOV-AAU", "grain_shuttle", "KZKOV KZTSE KZATB KZESI KZTOB KZKAN KZSHA KZBEY KZAAU", 1, "hop", 46, 48, 0),
    # and on to the sea: 24 hoppers that discharge at Alashankou into wagons of 1,435 mm
    ("SM-GRN-KOV-LYG", "grain_shuttle", "KZKOV KZTSE KZDOS CNALA CNSIA CNLYG-BASE", 1, "hop24", 62, 72, 0),
    ("SM-GRN-KOV-TAS", "grain_shuttle", "KZKOV KZTSE KZMOY KZSHU KZTAR KZARY KZSRY UZTAS", 2, "hop", 42, 48, 0),
    # Central Asia
    ("SM-CA-ALA-FRU", "block_train", "KZALA KZSHU KGFRU", 4, "dom", 450, 24, 4),
    ("SM-CA-ALA-TAS", "block_train", "KZALA KZSHU KZTAR KZCIT KZSRY UZTAS", 4, "dom", 800, 24, 4),
    ("SM-CA-TAS-SKD", "feeder_rail", "UZTAS UZSKD UZNVI UZBHK", 4, "dom", 380, 12, 4),
    ("SM-CA-TAS-OSH", "block_train", "UZTAS UZABL UZMRG UZAND KGOSS", 3, "dom", 450, 12, 3),
    ("SM-CA-TAS-DYU", "block_train", "UZTAS UZSKD UZTMZ TJDYU", 2, "dom", 800, 24, 2),
    ("SM-CA-TAS-ASB", "block_train", "UZTAS UZSKD UZNVI UZBHK TMTUR TMMRY TMASB", 1, "dom", 1200, 24, 1),
    ("SM-CA-ASB-KRW", "feeder_rail", "TMTUR TMMRY TMASB TMBKT TMKRW", 2, "dom", 600, 24, 2),
    ("SM-CA-ALT-BND", "block_train", "KZALT KZSHU KZMOY KZZHK KZSHA KZBEY KZMAN KZBOL TMBKT IRINC IRTHR IRBND", 1, "box", 4300, 48, 1),
    # Russia and Europe
    ("SM-RU-VVO-MOW", "block_train", "RUVVO RUKAR RUUUD RUIKT RUOVB RUOMS RUYEK RUMOW", 14, "box", 3600, 48, 7),
    ("SM-RU-MOW-LED", "feeder_rail", "RUMOW RULED", 7, "dom", 550, 24, 7),
    ("SM-RU-MOW-BRS", "feeder_rail", "RUMOW RUBRS", 7, "dom", 180, 12, 7),
    ("SM-RU-MOW-CEK", "feeder_rail", "RUMOW RUSAM RUCEK RUYEK", 4, "dom", 1200, 24, 4),
    ("SM-EU-DUI-RTM", "block_train", "DEDUI NLRTM", 14, "box", 450, 12, 14),
    ("SM-EU-DUI-ANR", "block_train", "DEDUI BEANR", 7, "box", 450, 12, 7),
    ("SM-EU-ANR-LEH", "block_train", "BEANR FRLEH", 3, "box", 700, 12, 3),
    ("SM-EU-DUI-HAM", "block_train", "DEDUI DEHAJ DEHAM", 5, "box", 600, 12, 5),
    ("SM-EU-MAL-GDN", "block_train", "PLMAA PLWAW PLGDN", 4, "box", 700, 12, 4),
    ("SM-EU-LOD-POZ", "feeder_rail", "PLWAW PLLOD PLPOZ DEBER", 5, "box", 550, 12, 5),
    # Caucasus, Turkey, Iran
    ("SM-CC-BAK-PTI", "block_train", "AZBAK AZALT GETBS GEPTI", 5, "box", 1000, 24, 5),
    ("SM-CC-TBS-BUS", "feeder_rail", "GETBS GEBUS", 3, "dom", 450, 24, 3),
    ("SM-CC-KSY-MER", "block_train", "TRKSY TRMER", 2, "dom", 1100, 24, 2),
    ("SM-IR-THR-BND", "block_train", "IRTHR IRBND", 4, "dom", 1000, 24, 4),
    ("SM-IR-THR-AMD", "feeder_rail", "IRTHR IRAMD", 3, "dom", 400, 24, 3),
    # South-East Asia
    ("SM-SE-LKR-LCH", "feeder_rail", "THLKR THLCH", 14, "dom", 150, 12, 14),
    ("SM-SE-LCH-MTP", "feeder_rail", "THLCH THMTP", 3, "dom", 130, 12, 3),
    ("SM-SE-LKR-PKG", "block_train", "THLKR MYPDB MYBUT MYPKG", 2, "dom", 1200, 24, 2),
    ("SM-SE-HAN-HPH", "feeder_rail", "VNHAN VNHPH", 7, "dom", 200, 12, 7),
    ("SM-SE-KKC-LKR", "feeder_rail", "THKKC THLKR", 3, "dom", 350, 12, 3),
]

# Modelled trucks: (id, way, departures a week, back a week, USD per truck).
TRUCKS = [
    ("SM-TRK-LYG-ALA", "CNLYG CNXUZ CNZGZ CNSIA CNLAZ CNWUW CNJGN CNHMI CNTLQ CNURM CNKUY CNJIN CNHRS KZNZH KZALA", 7, 4, 6800),
    ("SM-TRK-HRS-TAS", "CNHRS KZNZH KZALA KZOTR KZTAR KZCIT UZTAS", 7, 5, 3400),
    ("SM-TRK-KHG-OSH", "CNKHG CNIRK KGOSS", 14, 7, 1500),
    ("SM-TRK-KHG-FRU", "CNKHG CNTRG KGFRU", 7, 4, 2200),
    ("SM-TRK-ALA-FRU", "KZALA KGFRU", 14, 14, 450),
    ("SM-TRK-ALA-TSE", "KZALA KZTSE", 14, 14, 1400),
    ("SM-TRK-TSE-PPK", "KZTSE KZKOV KZPPK", 14, 14, 650),
    ("SM-TRK-TSE-KSN", "KZTSE KZKSN", 7, 7, 850),
    ("SM-TRK-TCG-SEM", "CNTCG KZBAH KZAYA KZSEM", 7, 5, 1500),
    ("SM-TRK-MOW-LED", "RUMOW RULED", 14, 14, 1100),
    ("SM-TRK-MOW-DUI", "RUMOW BYBQT PLWAW DEDUI", 7, 7, 4500),
    ("SM-TRK-ALT-PTI", "AZALT GETBS GEPTI", 7, 7, 1700),
    ("SM-TRK-KMG-LKR", "CNKMG CNMHN LAVTS THLKR", 7, 7, 3600),
    ("SM-TRK-NNG-HPH", "CNNNG VNHAN VNHPH", 14, 14, 1200),
]

# Modelled river barges: (id, from, to, km, hours, departures a week each way, USD per TEU, note).
BARGES = [
    ("SM-BRG-DUI-RTM", "DEDUI", "NLRTM", 230, 26, 7, 95, "Rhine"),
    ("SM-BRG-DUI-ANR", "DEDUI", "BEANR", 240, 34, 4, 110, "Rhine and Scheldt"),
    ("SM-BRG-RTM-ANR", "NLRTM", "BEANR", 150, 18, 7, 75, "Scheldt-Rhine Canal"),
]

# Short moves inside one country: (from, to, mode, km, hours, forms, price, per, factor, note). Both ways.
# A border is crossed by a service, never by a short move.
BOX = ("box", "reefer")
DRAYAGES = [
    ("CNLYG-BASE", "CNLYG", "rail", 3.8, 4, ("box",), 18, "teu", "F-RAIL-DIESEL", "port shuttle on the base's own line of 3.8 km"),
    ("CNLYG-BASE", "CNLYG", "road", 5, 2, BOX + ("roro",), 45, "unit", "F-TRUCK", "port truck"),
    ("CNLYG-BASE", "CNLYG", "road", 5, 6, ("bulk",), 2.2, "t", "F-TRUCK", "tipper or conveyor"),
    ("CNLYG-SCO", "CNLYG-BASE", "rail", 20, 9, ("box",), 45, "teu", "F-RAIL-DIESEL", "park railway"),
    ("CNLYG-SCO", "CNLYG-BASE", "road", 22, 2, BOX, 70, "unit", "F-TRUCK", ""),
    ("CNLYG-SCO", "CNLYG", "road", 24, 2, BOX + ("roro",), 75, "unit", "F-TRUCK", ""),
    ("VNCLI", "VNTOT", "road", 75, 4, BOX + ("roro",), 190, "unit", "F-TRUCK", ""),
    ("VNCLI", "VNTOT", "road", 75, 6, ("bulk",), 7.5, "t", "F-TRUCK", "tipper"),
    ("VNCLI", "VNTOT", "barge", 65, 14, BOX, 60, "teu", "F-BARGE", ""),
    ("VNCLI", "VNTOT", "barge", 65, 24, ("bulk",), 3.5, "t", "F-BARGE", "barge from the ship's side"),
    ("KZALT", "KZKHG", "rail", 6, 4, ("box",), 30, "teu", "F-RAIL-DIESEL", "dry port sidings"),
    ("KZALT", "KZKHG", "road", 8, 2, BOX, 60, "unit", "F-TRUCK", ""),
    ("KZNZH", "KZKHG", "road", 18, 2, BOX + ("roro",), 90, "unit", "F-TRUCK", ""),
    ("KZZHE", "KZALA", "road", 45, 2, BOX + ("roro",), 120, "unit", "F-TRUCK", ""),
    ("KZAAU", "KZKUR", "road", 75, 3, BOX + ("roro",), 180, "unit", "F-TRUCK", ""),
    ("KZAAU", "KZKUR", "rail", 100, 16, ("box", "bulk"), 6, "t", "F-RAIL-KZ-D", "by Mangystau"),
    ("AZALT", "AZBAK", "road", 75, 3, BOX + ("roro",), 150, "unit", "F-TRUCK", ""),
    ("GEPTI", "GEBUS", "road", 70, 3, BOX + ("roro",), 160, "unit", "F-TRUCK", ""),
    ("AUKWI", "AUFRE", "road", 25, 3, ("box",), 140, "unit", "F-TRUCK", "boxes packed at the terminal"),
    ("USKAM", "USTIW", "road", 170, 6, ("box",), 520, "unit", "F-TRUCK", "boxes packed at the elevator"),
    ("USKAM", "USPDX", "road", 65, 3, ("box",), 260, "unit", "F-TRUCK", "boxes packed at the elevator"),
    ("USVAN", "USPDX", "road", 15, 2, BOX, 150, "unit", "F-TRUCK", ""),
    ("USVAN", "USKAM", "barge", 55, 12, ("bulk",), 3.2, "t", "F-BARGE", "river barge"),
    ("USPDX", "USTIW", "road", 225, 8, BOX, 650, "unit", "F-TRUCK", ""),
    ("KRINC", "KRPTK", "road", 75, 3, BOX + ("roro",), 170, "unit", "F-TRUCK", ""),
    ("JPOSA", "JPUKB", "road", 40, 2, BOX + ("roro",), 180, "unit", "F-TRUCK", ""),
    ("CNTAO", "CNQDJ", "road", 45, 2, BOX, 90, "unit", "F-TRUCK", ""),
    ("CNSHA", "CNNGB", "road", 220, 8, BOX, 380, "unit", "F-TRUCK", ""),
    ("CNNGB", "CNYIU", "road", 240, 8, BOX, 400, "unit", "F-TRUCK", ""),
    ("LAVTS", "LATHL", "road", 12, 3, BOX, 90, "unit", "F-TRUCK", ""),
    ("THLCH", "THLKR", "road", 120, 5, BOX + ("roro",), 220, "unit", "F-TRUCK", ""),
    ("THLCH", "THMTP", "road", 70, 3, BOX, 160, "unit", "F-TRUCK", ""),
    ("RUMOW", "RUSEL", "road", 50, 3, BOX, 220, "unit", "F-TRUCK", ""),
    ("RUMOW", "RUBRS", "road", 140, 5, BOX, 420, "unit", "F-TRUCK", ""),
    ("RUSEL", "RUBRS", "road", 100, 4, BOX, 350, "unit", "F-TRUCK", ""),
    ("CNSHK", "CNYTN", "road", 45, 3, BOX, 150, "unit", "F-TRUCK", ""),
    ("RUVVO", "RUVYP", "road", 180, 6, BOX, 420, "unit", "F-TRUCK", ""),
    ("KZALA", "KZKPC", "road", 75, 3, BOX + ("roro",), 190, "unit", "F-TRUCK", "truck to the site"),
    ("KZZHE", "KZKPC", "road", 40, 2, BOX + ("roro",), 130, "unit", "F-TRUCK", "truck to the site"),
    ("KZALT", "KZKPC", "road", 310, 9, BOX + ("roro",), 560, "unit", "F-TRUCK", "truck along A3"),
    # inland elevators of the competing wheat origins
    ("AUWA-EL", "AUKWI", "rail", 310, 22, ("bulk",), 24, "t", "F-RAIL-DIESEL", "grain train, with the siding at both ends"),
    ("AUWA-EL", "AUKWI", "road", 285, 9, ("bulk",), 29, "t", "F-TRUCK", "grain truck"),
    ("AUWA-EL", "AUFRE", "road", 275, 9, ("box",), 620, "unit", "F-TRUCK", "boxes stuffed at the elevator"),
    ("AUSA-EL", "AUPLO", "road", 67, 4, ("bulk",), 13, "t", "F-TRUCK", "grain truck"),
    ("USPNW-EL", "USKAM", "rail", 560, 40, ("bulk",), 27, "t", "F-RAIL-DIESEL", "shuttle train"),
    ("USPNW-EL", "USTIW", "road", 380, 10, ("box",), 1150, "unit", "F-TRUCK", "boxes stuffed at the elevator"),
    ("USGULF-EL", "USMSY", "barge", 1690, 230, ("bulk",), 19, "t", "F-BARGE", "barge on the Mississippi"),
    ("USGULF-EL", "USMSY", "rail", 1120, 72, ("bulk",), 34, "t", "F-RAIL-DIESEL", "shuttle train"),
    ("RUSTH-EL", "RUNVS", "rail", 300, 30, ("bulk",), 14, "t", "F-RAIL-RU-E", "grain train"),
    ("RUSTH-EL", "RUNVS", "road", 290, 10, ("bulk",), 21, "t", "F-TRUCK", "grain truck"),
    ("RUSTH-EL", "RUNVS", "road", 290, 10, ("box",), 520, "unit", "F-TRUCK", "boxes stuffed at the elevator"),
]

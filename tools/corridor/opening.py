"""Opening hours of crossings: where a vehicle passes one, and until when it waits there."""

DAY = 1440
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


class Opening:
    """Hours of each weekday, Monday first, as in docs/corridor-format.md; open from the first minute to before the last."""

    def __init__(self, text):
        self.week = [[] for _ in DAYS]
        for rule in text.split(";"):
            days, hours = rule.split()
            first, last = (days.split("-") * 2)[:2]
            span = tuple(clock(part) for part in hours.split("-"))
            for day in range(DAYS.index(first), DAYS.index(last) + 1):
                self.week[day].append(span)

    def wait(self, minute):
        """Minutes from a local time to the next time of day at which it opens on any weekday; 0 within the hours."""
        spans = sorted({span for day in self.week for span in day})
        now = minute % DAY
        return 0 if any(a <= now < b for a, b in spans) else min((a - now) % DAY for a, _ in spans)

    def is_open(self, weekday, minute):
        """Whether it is open at a minute counted from midnight of a weekday (0 = Monday), which may be days away."""
        spans = self.week[(weekday + minute // DAY) % 7]
        return any(a <= minute % DAY < b for a, b in spans)


def read_openings(rows):
    """Crossings that are not open day and night."""
    return {r["crossing_id"]: Opening(r["opening"]) for r in rows if r["opening"] not in ("", "24/7")}


class Pass:
    """A crossing passed at the minute `local` of the service date, on the clock of its `from` side."""

    __slots__ = ("opening", "local")

    def __init__(self, opening, local):
        self.opening, self.local = opening, local


def open_days(passes, shift=0):
    """Weekdays as digits on which a run can leave and find every crossing open."""
    return "".join(str(d + 1) for d in range(7) if all(p.opening.is_open(d, p.local + shift) for p in passes))

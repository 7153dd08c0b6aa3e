from summits.models.initiatives import Initiative, Measure
from summits.models.leaders import Leader, Term
from summits.models.members import Member
from summits.models.places import City, CityName
from summits.models.summits import Attendance, Summit

__all__ = [
    "Attendance",
    "City",
    "CityName",
    "Initiative",
    "Leader",
    "Measure",
    "Member",
    "Summit",
    "Term",
]

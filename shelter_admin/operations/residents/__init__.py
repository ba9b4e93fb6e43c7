"""What staff do with residents: take in, complete, correct, look up, let go, take back."""

from shelter_admin.operations.residents.arrival import EditStay
from shelter_admin.operations.residents.asking import (
    FindResidents,
    OriginalRowOf,
    PhotoOf,
    PossibleDoubles,
    ResidentDetailsOf,
    ResidentList,
    ResidentNumbered,
    SimilarTo,
)
from shelter_admin.operations.residents.care import AddPhoto, RemovePhoto, SetHealth
from shelter_admin.operations.residents.drafts import DropDraft, MyDraft, SaveDraft
from shelter_admin.operations.residents.identity import (
    EditIdentity,
    IdentityHints,
    RegionsLike,
    SetCategories,
    TypedIdentity,
)
from shelter_admin.operations.residents.intake import (
    AdmitPerson,
    Admitted,
    CompleteIntake,
    QuickIntake,
)
from shelter_admin.operations.residents.leaving import (
    CorrectLeaving,
    RecordLeaving,
    Returned,
    ReturnPerson,
    SetExpectedExit,
)
from shelter_admin.operations.residents.linking import (
    DecidedPairs,
    DifferentPeople,
    LinkPeople,
    PairsOf,
    ReconsiderPeople,
    UnlinkPeople,
)
from shelter_admin.operations.residents.refusals import WORDS

__all__ = [
    "WORDS",
    "AddPhoto",
    "AdmitPerson",
    "Admitted",
    "CompleteIntake",
    "CorrectLeaving",
    "DecidedPairs",
    "DifferentPeople",
    "DropDraft",
    "EditIdentity",
    "EditStay",
    "FindResidents",
    "IdentityHints",
    "LinkPeople",
    "MyDraft",
    "OriginalRowOf",
    "PairsOf",
    "PhotoOf",
    "PossibleDoubles",
    "QuickIntake",
    "ReconsiderPeople",
    "RecordLeaving",
    "RegionsLike",
    "RemovePhoto",
    "ResidentDetailsOf",
    "ResidentList",
    "ResidentNumbered",
    "ReturnPerson",
    "Returned",
    "SaveDraft",
    "SetCategories",
    "SetExpectedExit",
    "SetHealth",
    "SimilarTo",
    "TypedIdentity",
    "UnlinkPeople",
]

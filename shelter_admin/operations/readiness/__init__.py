"""What staff do about readiness: see who may leave, write down what is missing, decide, change the policies."""

from shelter_admin.operations.readiness.asking import CandidateFile, Candidates, PrintPath, ReadinessPolicyNow
from shelter_admin.operations.readiness.deciding import DecideExit
from shelter_admin.operations.readiness.foretelling import BeforeDeciding, Grounds, Heard, Outlook, Outlooks
from shelter_admin.operations.readiness.policy import EditReadinessPolicy, EndReadinessPolicy
from shelter_admin.operations.readiness.recording import Proof, ProofsOf, RecordCheck
from shelter_admin.operations.readiness.trying import ReadinessPolicies, TryPolicy

__all__ = [
    "BeforeDeciding",
    "CandidateFile",
    "Candidates",
    "DecideExit",
    "EditReadinessPolicy",
    "EndReadinessPolicy",
    "Grounds",
    "Heard",
    "Outlook",
    "Outlooks",
    "PrintPath",
    "Proof",
    "ProofsOf",
    "ReadinessPolicies",
    "ReadinessPolicyNow",
    "RecordCheck",
    "TryPolicy",
]

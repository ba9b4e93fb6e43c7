"""What staff do about readiness: see who may leave, write down what is missing, decide, change the policy."""

from shelter_admin.operations.readiness.asking import CandidateFile, Candidates, PrintPath, ReadinessPolicyNow
from shelter_admin.operations.readiness.deciding import DecideExit
from shelter_admin.operations.readiness.policy import EditReadinessPolicy
from shelter_admin.operations.readiness.recording import RecordCheck

__all__ = [
    "CandidateFile",
    "Candidates",
    "DecideExit",
    "EditReadinessPolicy",
    "PrintPath",
    "ReadinessPolicyNow",
    "RecordCheck",
]

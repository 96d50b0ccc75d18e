"""Side-effect names as clinics write them, brought to one name each, so that "distinct" can be counted.

Own vocabulary (plain clinical synonyms; grade: own). A name that is not listed is not guessed: the
caller treats it as unmapped.
"""

from __future__ import annotations

from functools import lru_cache

_NAMES: dict[str, tuple[str, ...]] = {
    "nausea": (
        "nausea", "nauseous", "queasiness", "nausea and vomiting", "nausea/vomiting", "n/v", "n&v", "vomiting", "emesis",
    ),
    "diarrhea": ("diarrhea", "diarrhoea", "loose stools"),
    "constipation": ("constipation",),
    "sexual dysfunction": (
        "sexual dysfunction", "decreased libido", "loss of libido", "low libido", "anorgasmia", "delayed ejaculation",
        "erectile dysfunction", "delayed orgasm", "sexual side effects", "ejaculatory delay",
        "low sex drive", "decreased sex drive", "loss of sex drive", "inability to orgasm",
    ),
    "weight gain": ("weight gain", "wt gain", "increased weight", "increased appetite"),
    "weight loss": ("weight loss", "wt loss", "decreased appetite", "anorexia", "loss of appetite"),
    "sedation": ("sedation", "sedated", "somnolence", "sleepiness", "drowsiness", "daytime sleepiness", "hypersomnia"),
    "fatigue": ("fatigue", "tiredness", "lethargy", "asthenia"),
    "insomnia": ("insomnia", "sleeplessness", "trouble sleeping", "sleep disturbance"),
    "agitation": ("agitation", "restlessness", "jitteriness", "activation"),
    "anxiety": ("anxiety", "increased anxiety", "nervousness", "panic attacks"),
    "akathisia": ("akathisia",),
    "tremor": ("tremor", "shakiness"),
    "headache": ("headache", "headaches", "ha", "migraine"),
    "dizziness": ("dizziness", "lightheadedness", "light-headedness", "vertigo"),
    "orthostatic hypotension": ("orthostatic hypotension", "orthostasis", "hypotension", "postural hypotension"),
    "syncope": ("syncope", "fainting"),
    "hypertension": ("hypertension", "elevated blood pressure", "increased blood pressure", "high blood pressure"),
    "tachycardia": ("tachycardia", "palpitations"),
    "qt prolongation": ("qt prolongation", "qtc prolongation", "prolonged qtc", "prolonged qt interval"),
    "dry mouth": ("dry mouth", "xerostomia"),
    "urinary retention": ("urinary retention", "urinary hesitancy"),
    "blurred vision": ("blurred vision",),
    "sweating": ("sweating", "hyperhidrosis", "diaphoresis", "night sweats"),
    "rash": ("rash", "hives", "urticaria", "skin rash"),
    "hyponatremia": ("hyponatremia", "low sodium"),
    "seizure": ("seizure", "seizures"),
    "serotonin syndrome": ("serotonin syndrome", "serotonin toxicity"),
    "emotional blunting": ("emotional blunting", "emotional numbness", "blunted affect"),
    "suicidal thoughts": ("suicidal thoughts", "new suicidal ideation", "suicidal ideation"),
    "mania": ("mania", "hypomania", "switch to mania"),
    "cognitive dulling": ("cognitive dulling", "brain fog", "confusion", "memory problems", "cognitive impairment"),
    "extrapyramidal symptoms": ("extrapyramidal symptoms", "eps", "dystonia", "parkinsonism"),
    "liver enzyme elevation": ("liver enzyme elevation", "elevated liver enzymes", "hepatotoxicity"),
    "bleeding": ("bleeding", "bruising", "gastrointestinal bleeding"),
    "tinnitus": ("tinnitus",),
}  # fmt: skip


# How bad it was says nothing of what it was.
_DEGREES = frozenset(
    {"mild", "moderate", "severe", "persistent", "significant", "intolerable", "intractable", "marked"}
)


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    return {synonym: name for name, synonyms in _NAMES.items() for synonym in synonyms}


@lru_cache(maxsize=2048)
def normalise(text: str) -> str | None:
    """The one name of a side effect; None when the wording is not in the vocabulary."""
    words = [word for word in text.lower().split() if word not in _DEGREES]
    return _index().get(" ".join(words).strip(" .,;"))

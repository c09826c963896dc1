"""The stable public names of faults in definition files. Each has its paragraph in docs/errors.md.

Faults of conditions carry the codes of the condition language (`condition-...`).
"""

from enum import StrEnum


class Code(StrEnum):
    """Name of a fault. Scripts and documentation rely on the values: add, never rename."""

    # The file itself.
    UNREADABLE_FILE = "unreadable-file"
    TOO_LARGE = "too-large"
    NOT_UTF_8 = "not-utf-8"
    CONTROL_CHARACTER = "control-character"
    YAML_SYNTAX = "yaml-syntax"
    TAB = "tab"
    SEVERAL_DOCUMENTS = "several-documents"
    EMPTY_FILE = "empty-file"
    NOT_A_MAPPING = "not-a-mapping"
    DUPLICATE_KEY = "duplicate-key"
    UNUSABLE_KEY = "unusable-key"
    EMPTY_ITEM = "empty-item"
    ANCHOR = "anchor"
    ALIAS = "alias"
    TAG = "tag"
    TOO_DEEP = "too-deep"
    TOO_MANY_FAULTS = "too-many-faults"
    UNKNOWN_FILE = "unknown-file"
    MISSING_FILE = "missing-file"
    FILE_NAME = "file-name"

    # The shape of what it holds.
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_VALUE = "unknown-value"
    BAD_FORMAT = "bad-format"
    OUT_OF_RANGE = "out-of-range"
    EMPTY_TEXT = "empty-text"
    TOO_LONG = "too-long"
    TOO_FEW = "too-few"

    # What refers to what.
    DUPLICATE_QUESTION = "duplicate-question"
    DUPLICATE_ACTION = "duplicate-action"
    DUPLICATE_SECTION = "duplicate-section"
    DUPLICATE_FACT = "duplicate-fact"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_QUESTION = "unknown-question"
    UNKNOWN_ACTION = "unknown-action"
    UNKNOWN_SCALE = "unknown-scale"
    UNKNOWN_STANDARD = "unknown-standard"
    UNKNOWN_EDITION = "unknown-edition"
    UNKNOWN_CLAUSE = "unknown-clause"
    UNKNOWN_GATE = "unknown-gate"
    UNKNOWN_TERM = "unknown-term"
    UNKNOWN_RULE = "unknown-rule"
    UNKNOWN_FINDING = "unknown-finding"
    UNKNOWN_REQUIREMENT = "unknown-requirement"
    UNKNOWN_CHANGE = "unknown-change"
    UNKNOWN_TABLE = "unknown-table"
    UNKNOWN_KPI = "unknown-key-figure"
    MISSING_TERM = "missing-term"
    DEPENDENCY_CYCLE = "dependency-cycle"
    REPEATED_QUESTION = "repeated-question"
    RETIRED_QUESTION = "retired-question"
    FOREIGN_QUESTION = "foreign-question"
    CONDITION_OUTSIDE = "condition-outside-questionnaire"

    # What makes sense.
    INCOMPLETE_QUESTION = "incomplete-question"
    PROFILE_QUESTION = "profile-question"
    MISSING_LEVEL = "missing-level"
    UNKNOWN_LEVEL = "unknown-level"
    REPEATED_LEVEL = "repeated-level"
    LEVEL_WITHOUT_SCALE = "level-without-scale"
    MISSING_SHORTFALL = "missing-shortfall"
    COVERS_NOTHING = "covers-nothing"
    UNCOVERED_REQUIREMENT = "uncovered-requirement"
    IDLE_SHORTFALL = "idle-shortfall"
    REQUIREMENT_ON_MATURITY = "requirement-on-maturity"
    GOOD_PRACTICE_ON_CONFORMITY = "good-practice-on-conformity"
    OPPORTUNITY_ON_REQUIREMENT = "opportunity-on-requirement"
    GAP_ON_GOOD_PRACTICE = "gap-on-good-practice"
    SCALE_LEVELS = "scale-levels"
    BANDS = "bands"
    CLAUSE_ORDER = "clause-order"

    # Rules.
    DERIVED_CYCLE = "derived-cycle"
    RULE_NEVER = "rule-never-fires"
    RULE_ALWAYS = "rule-always-fires"
    NEVER_ASKED = "question-never-asked"

    # Cases.
    CASE_ANSWER = "case-answer"
    CASE_FAILED = "case-failed"
    RULE_UNREACHED = "rule-unreached"
    RULE_NEVER_SILENT = "rule-never-silent"

    # Rates, adjustments and the method of proposals.
    MONEY_DECIMALS = "money-decimals"
    PAYMENT_SCHEDULE = "payment-schedule"
    TAX = "tax"
    ONE_OF_TWO = "one-of-two"
    UNKNOWN_ROLE = "unknown-role"
    UNKNOWN_WORK = "unknown-work"
    UNKNOWN_LINE = "unknown-line"
    UNKNOWN_OPTION = "unknown-option"
    UNKNOWN_GAP = "unknown-gap"
    CENTRAL_SITE = "central-site"
    REDUCTION = "reduction"
    REST_OF_ACTIONS = "rest-of-actions"
    AUDIT_TABLE = "audit-table"

    # Texts.
    UNKNOWN_PLACE = "unknown-place"
    STRAY_BRACE = "stray-brace"
    ARTICLE = "article-before-place"

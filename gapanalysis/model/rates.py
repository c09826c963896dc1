"""A firm's rates and terms: all that is the firm's own in a proposal. No rate has a default.

Amounts are in major units with no more decimals than the currency has; `loading.rates` holds a file against that.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.money import Currency
from gapanalysis.model.question import Text
from gapanalysis.model.standard import Identifier

Amount = Annotated[Decimal, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
Percent = Annotated[Decimal, Field(ge=0, le=100, allow_inf_nan=False)]
Days = Annotated[Decimal, Field(ge=0, le=1000, allow_inf_nan=False)]
Locale = Annotated[str, Field(pattern=r"^[a-z]{2}-[A-Z]{2}$")]
"""A language and a country, such as `en-GB`: which words a proposal uses for a country's practice."""

Line = Annotated[str, Field(max_length=200)]


class Firm(Value):
    """Who makes the offer.

    Attributes:
        contact: the person who signs, as the firm wants to be seen.
        contact_role: what that person is; empty when nothing needs to be said.
        registration: company number and the like, as it stands at the foot of a letter.
        insurance: professional indemnity cover, in a sentence; empty when nothing is said of it.
        about: the firm in a few sentences, for somebody who does not know it.
    """

    name: Annotated[str, Field(min_length=1, max_length=120)]
    address: tuple[Line, ...] = ()
    email: Line = ""
    phone: Line = ""
    website: Line = ""
    registration: Line = ""
    contact: Annotated[str, Field(min_length=1, max_length=120)]
    contact_role: Line = ""
    insurance: Annotated[str, Field(max_length=1000)] = ""
    about: Annotated[str, Field(max_length=2000)] = ""


class Role(Value):
    """Somebody whose days are sold."""

    id: Identifier
    title: Annotated[str, Field(min_length=1, max_length=80)]
    day_rate: Annotated[Decimal, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
    about: Annotated[str, Field(max_length=1000)] = ""


class Tax(Value):
    """Value added tax or what stands for it. A firm that is not registered has neither rate nor number."""

    registered: bool
    rate: Percent | None = None
    number: Line = ""


class Rounding(StrEnum):
    """Where tax is rounded to whole minor units: on each line, or on each invoice. Always half up."""

    PER_LINE = "per line"
    PER_INVOICE = "per invoice"


class Discount(Value):
    """What is taken off the fees (never off expenses): a percentage or an amount, one of the two."""

    label: Annotated[str, Field(min_length=1, max_length=120)]
    percent: Percent | None = None
    amount: Amount | None = None


class Per(StrEnum):
    """What an expense is counted by. A day on site is a day begun at the client's."""

    DAY_ON_SITE = "day on site"
    PROPOSAL = "proposal"


class Expense(Value):
    """An expense: an amount a unit, which is part of the price; or charged at cost, which is named beside it.

    `at_most` is the ceiling of what may be charged at cost in all.
    """

    label: Annotated[str, Field(min_length=1, max_length=120)]
    per: Per = Per.PROPOSAL
    amount: Amount | None = None
    at_cost: bool = False
    at_most: Amount | None = None


class Instalment(Value):
    """One invoice: when it is sent, and its part of the whole."""

    when: Annotated[str, Field(min_length=1, max_length=120)]
    percent: Annotated[Decimal, Field(gt=0, le=100, allow_inf_nan=False)]


class Payment(Value):
    """How it is paid: days to pay an invoice, and the invoices. `late_payment` prints the country's wording."""

    days: Annotated[int, Field(ge=0, le=180)]
    schedule: Annotated[tuple[Instalment, ...], Field(min_length=1, max_length=12)]
    late_payment: bool = False


class WorkRates(Value):
    """How this firm does the work, where it differs from the method (`questionnaires/method/`).

    Attributes:
        roles: who does a kind of work, by the id of the kind; the first role does what is not named.
        factors: our days for each day of the client's own people, by kind of work.
        day_step: the smallest part of a day that is sold.
    """

    roles: Mapping[Identifier, Identifier] = {}
    factors: Mapping[Identifier, Annotated[Decimal, Field(ge=0, le=10, allow_inf_nan=False)]] = {}
    day_step: Annotated[Decimal, Field(gt=0, le=1, allow_inf_nan=False)] | None = None


class Clause(Value):
    """A paragraph of the firm's own terms."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    text: Text


class Rates(Value):
    """One firm's rates file.

    Attributes:
        hours_a_day: how long a day is.
        validity_days: how many days an offer stands.
        start_within_days: how many days after acceptance work begins at the latest.
        legal: the firm's own terms, printed as they are.
        data_protection: the firm's own words on personal data; empty takes those of the country.
        locale: whose words and which country's practice a proposal has (`templates/messages/`).
        invented: an example; documents say so.
    """

    firm: Firm
    currency: Currency
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=20)]
    tax: Tax
    rounding: Rounding
    discount: Discount | None = None
    expenses: tuple[Expense, ...] = ()
    payment: Payment
    validity_days: Annotated[int, Field(ge=1, le=366)]
    start_within_days: Annotated[int, Field(ge=0, le=366)]
    hours_a_day: Annotated[Decimal, Field(gt=0, le=12, allow_inf_nan=False)]
    work: WorkRates = WorkRates()
    legal: tuple[Clause, ...] = ()
    data_protection: Annotated[str, Field(max_length=4000)] = ""
    locale: Locale = "en-GB"
    invented: bool = False

    def role(self, role_id: str) -> Role:
        """A role by its id; KeyError where there is none."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)

    def role_for(self, work: str) -> Role:
        """Who does a kind of work: the role named for it, else the first."""
        named = self.work.roles.get(work)
        return self.role(named) if named else self.roles[0]

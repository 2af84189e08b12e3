"""The kinds of columns that the tables are made of."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, MetaData, Text, false

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def sealed(name: str, *, nullable: bool = True) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable, info={"sealed": True})


def moment(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, default=default)


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=false())


def pupil(*, nullable: bool = False) -> Column[str]:
    return Column("pupil", ForeignKey("pupils.ref", ondelete="CASCADE"), nullable=nullable, index=True)


def tutor() -> Column[str]:
    return Column("tutor", ForeignKey("tutors.ref"), nullable=False, index=True)


def device(*, primary_key: bool = False) -> Column[str]:
    return Column("device", ForeignKey("devices.id"), nullable=False, primary_key=primary_key)

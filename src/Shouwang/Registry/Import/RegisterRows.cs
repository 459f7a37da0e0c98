namespace Shouwang.Registry.Import;

internal sealed record HouseholdRow(int Line, string Code, HouseholdParticulars Particulars);

internal sealed record MemberRow(int Line, IdNumber Id, PersonParticulars Particulars, string Household, HouseholdRole Role, DateOnly From, DateOnly? To);

internal sealed record CategoryRow(int Line, IdNumber Id, HouseholdCategory Category, DateOnly From, DateOnly? To);

internal sealed record TagRow(int Line, string Household, HouseholdTag Tag, MonitoredKind Kind, RiskCauses Causes, DateOnly From, DateOnly? To);

internal sealed record BenefitRow(int Line, IdNumber Id, BenefitKind Kind, Money Amount, Month From, Month? To, string Account, IdNumber? Holder);

internal sealed record WorkerRow(int Line, Worker Worker);

internal sealed record GridRow(int Line, Grid Grid);

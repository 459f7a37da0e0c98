using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Shouwang.Platform.Data;

namespace Shouwang.Registry;

/// <summary>How the values of the register are stored: money in fen, months and codes as text.</summary>
internal sealed class RegistryColumnTypes : IColumnTypes
{
    public void Declare(ModelConfigurationBuilder columns)
    {
        columns.Properties<Money>().HaveConversion<MoneyColumn>();
        columns.Properties<Month>().HaveConversion<MonthColumn>().HaveMaxLength(7);
        columns.Properties<DivisionCode>().HaveConversion<DivisionColumn>().HaveMaxLength(12);
        columns.Properties<IdNumber>().HaveConversion<IdNumberColumn>().HaveMaxLength(18);
        columns.Properties<DisabilityCertificate>().HaveConversion<CertificateColumn>().HaveMaxLength(23);
        columns.Properties<CreditCode>().HaveConversion<CreditCodeColumn>().HaveMaxLength(18);
    }

    private sealed class MoneyColumn() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

    private sealed class MonthColumn() : ValueConverter<Month, string>(month => month.ToString(), text => Month.Parse(text));

    private sealed class DivisionColumn() : ValueConverter<DivisionCode, string>(code => code.Text, text => DivisionCode.Parse(text));

    private sealed class IdNumberColumn() : ValueConverter<IdNumber, string>(id => id.Reveal(), text => IdNumber.Parse(text));

    private sealed class CertificateColumn() : ValueConverter<DisabilityCertificate, string>(certificate => certificate.Reveal(), text => DisabilityCertificate.Parse(text));

    private sealed class CreditCodeColumn() : ValueConverter<CreditCode, string>(code => code.Text, text => CreditCode.Parse(text));
}

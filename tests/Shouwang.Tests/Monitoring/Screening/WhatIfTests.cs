using DuckDB.NET.Data;
using Shouwang.Monitoring.Screening;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>What a changed threshold would have done in past months.</summary>
public sealed class WhatIfTests
{
    [Fact]
    public void Each_month_shows_how_many_a_lower_threshold_would_have_gained()
    {
        using var pack = new GivenPack(GivenPack.Rule("sum(bill.paid within month) > p.threshold"));
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE in_household(household INTEGER, poor BOOLEAN, income BIGINT);
            CREATE TABLE in_person(person INTEGER, household INTEGER, role INTEGER, birth DATE, savings BIGINT, share BIGINT, labour VARCHAR, category VARCHAR);
            CREATE TABLE in_bill(batch INTEGER, line INTEGER, person INTEGER, "on" DATE, kind VARCHAR, visit BIGINT, paid BIGINT, refund BIGINT, days INTEGER);
            INSERT INTO in_household VALUES (1, FALSE, NULL);
            INSERT INTO in_person VALUES (11, 1, 0, DATE '1970-01-01', 0, 0, 'none', NULL), (12, 1, 1, DATE '1970-01-01', 0, 0, 'none', NULL);
            INSERT INTO in_bill VALUES (1, 2, 11, DATE '2025-08-05', 'ward', 1, 9000, NULL, 1), (1, 3, 12, DATE '2025-09-05', 'ward', 2, 20000, NULL, 1);
            """;
        command.ExecuteNonQuery();
        var laid = new List<DateOnly>();
        DateOnly[] months = [new(2025, 8, 31), new(2025, 9, 30)];

        var lower = WhatIf.Run(connection, pack.Rules(), "R1", new Dictionary<string, string> { ["threshold"] = "80" }, months, laid.Add);
        var higher = WhatIf.Run(connection, pack.Rules(), "R1", new Dictionary<string, string> { ["R1.threshold"] = "300" }, months, laid.Add);

        Assert.Equal([new WhatIfDay(months[0], 0, 1, 1, 0), new WhatIfDay(months[1], 1, 1, 0, 0)], lower);
        Assert.Equal([new WhatIfDay(months[0], 0, 0, 0, 0), new WhatIfDay(months[1], 1, 0, 0, 1)], higher);
        Assert.Equal([.. months, .. months], laid);
        Assert.Throws<UnknownOverrideException>(() => WhatIf.Run(connection, pack.Rules(), "R7", new Dictionary<string, string>(), months, laid.Add));
    }
}

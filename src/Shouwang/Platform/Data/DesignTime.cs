using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Shouwang.Platform.Data;

/// <summary>For <c>scripts/migrate.sh</c>: the tool compares models and never connects.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteShouwangDb>
{
    public SqliteShouwangDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteShouwangDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>For <c>scripts/migrate.sh</c>: the tool compares models and never connects.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresShouwangDb>
{
    public PostgresShouwangDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresShouwangDb>().UseNpgsql("Host=design").Options);
}

using Microsoft.EntityFrameworkCore;

namespace Shouwang.Platform.Data;

/// <summary>
/// The operational database. It knows no entity: each module brings its own configurations
/// (<see cref="IEntityTypeConfiguration{TEntity}"/>), value types (<see cref="IColumnTypes"/>) and table accessors
/// (extension methods such as <c>db.Persons()</c>), and all are found in the assembly.
/// </summary>
public abstract class ShouwangDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The same database by a connection of its own, for another thread; it sees what is committed.</summary>
    public abstract ShouwangDb Beside();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var declarations = typeof(ShouwangDb).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IColumnTypes)));
        foreach (var type in declarations)
        {
            ((IColumnTypes)Activator.CreateInstance(type)!).Declare(configurationBuilder);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShouwangDb).Assembly);
        StoredNames.Apply(modelBuilder.Model);
    }
}

/// <summary>The operational database in one SQLite file: to try it, and for one city.</summary>
public sealed class SqliteShouwangDb(DbContextOptions<SqliteShouwangDb> options) : ShouwangDb(options)
{
    public override ShouwangDb Beside() => new SqliteShouwangDb(options);
}

/// <summary>The operational database on PostgreSQL: a city or province with many users.</summary>
public sealed class PostgresShouwangDb(DbContextOptions<PostgresShouwangDb> options) : ShouwangDb(options)
{
    public override ShouwangDb Beside() => new PostgresShouwangDb(options);
}

namespace Shouwang.Standards.Language.Sql;

public enum SqlDialect
{
    DuckDb,
    PostgreSql,
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Shouwang.Platform.Data.Bulk;

/// <summary>Reads many rows past EF, for what becomes columns and not entities. The statement must mean the same on SQLite and PostgreSQL.</summary>
public static class BulkReading
{
    /// <param name="sql">With parameters <c>@p0</c>, <c>@p1</c>, …</param>
    /// <param name="row">Called for each row; the reader moves on by itself.</param>
    public static async Task BulkReadAsync(this ShouwangDb db, string sql, Action<DbDataReader> row, CancellationToken cancel, params object[] parameters)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            for (var i = 0; i < parameters.Length; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", parameters[i]);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(cancel);
            // Waiting for each of some hundred thousand rows would cost more than reading them.
            while (reader.Read())
            {
                row(reader);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

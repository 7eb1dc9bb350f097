using Microsoft.Data.Sqlite;

namespace Spam.Web.Storage.Sqlite;

/// <summary>A connection with the commands that it has prepared. One thread at a time uses it.</summary>
sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>The prepared command of <paramref name="sql"/>, with these values for its parameters <c>$1</c>, <c>$2</c> and so on.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new() { ParameterName = $"${i + 1}", Value = values[i] });
            command.Prepare();
            _commands[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    /// <summary>Runs a command that gives nothing back.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>Runs several statements once.</summary>
    public void Script(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row.</summary>
    public object? Value(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }
}

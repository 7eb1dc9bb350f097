namespace Spam.Web.Storage.Cassandra;

/// <summary>The workshop's two tables and its statements on them. Names are qualified, so that no session needs a keyspace of its own, and quoted, so that case counts.</summary>
sealed class CassandraTables(string keyspace)
{
    /// <summary>Answers, by the model's version and the text.</summary>
    public string Predictions { get; } = $"\"{keyspace}\".spam_cache_items";

    /// <summary>Calls, by caller and hour, oldest first.</summary>
    public string Calls { get; } = $"\"{keyspace}\".spam_calls_per_caller";

    /// <summary>Makes the keyspace where it is not there.</summary>
    public string MakeKeyspace(string datacenter, int copies)
        => $"CREATE KEYSPACE IF NOT EXISTS \"{keyspace}\" WITH replication = "
            + $"{{'class': 'NetworkTopologyStrategy', '{datacenter.Replace("'", "''", StringComparison.Ordinal)}': {copies}}}";

    /// <summary>Makes the tables where they are not there.</summary>
    public IReadOnlyList<string> MakeTables =>
    [
        $"CREATE TABLE IF NOT EXISTS {Predictions} (model_version text, input text, stored_at timeuuid, result text, confidence float, "
            + "prediction_map map<text, float>, PRIMARY KEY ((model_version, input)))",
        $"CREATE TABLE IF NOT EXISTS {Calls} (caller_id text, called_hour timestamp, called_at timeuuid, input text, "
            + "PRIMARY KEY ((caller_id, called_hour), called_at)) WITH CLUSTERING ORDER BY (called_at ASC)",
    ];

    /// <summary>Reads an answer.</summary>
    public string Find => $"SELECT stored_at, result, confidence, prediction_map FROM {Predictions} WHERE model_version = ? AND input = ?";

    /// <summary>Writes an answer.</summary>
    public string Store => $"INSERT INTO {Predictions} (model_version, input, stored_at, result, confidence, prediction_map) VALUES (?, ?, ?, ?, ?, ?) USING TTL ?";

    /// <summary>Writes a call.</summary>
    public string Record => $"INSERT INTO {Calls} (caller_id, called_hour, called_at, input) VALUES (?, ?, ?, ?) USING TTL ?";

    /// <summary>Reads calls.</summary>
    public string Read => $"SELECT called_at, input FROM {Calls} WHERE caller_id = ? AND called_hour = ?";

    /// <summary>Removes an answer.</summary>
    public string RemovePrediction => $"DELETE FROM {Predictions} WHERE model_version = ? AND input = ?";

    /// <summary>Removes the calls of a caller in an hour.</summary>
    public string RemoveCalls => $"DELETE FROM {Calls} WHERE caller_id = ? AND called_hour = ?";
}

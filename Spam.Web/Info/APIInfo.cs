using System.Buffers;
using Spam.Web.Json;

namespace Spam.Web.Info;

/// <summary>What the API tells of itself.</summary>
/// <param name="ApiName">What it calls itself.</param>
/// <param name="AstraDbKeyspace">The Cassandra keyspace of its settings.</param>
/// <param name="CallerId">How it knows the caller.</param>
/// <param name="ModelDirectory">The model's folder.</param>
/// <param name="ModelVersion">The model's version.</param>
/// <param name="StartedAt">When it started, in local time.</param>
sealed record APIInfo(string ApiName, string AstraDbKeyspace, string CallerId, string ModelDirectory, string ModelVersion, string StartedAt)
{
    /// <summary>The bytes that the workshop's service sends.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var body = new ArrayBufferWriter<byte>(256);
        var json = new JsonWriter(body);
        json.Raw("{\"api_name\":"u8);
        json.String(ApiName);
        json.Raw(",\"astra_db_keyspace\":"u8);
        json.String(AstraDbKeyspace);
        json.Raw(",\"caller_id\":"u8);
        json.String(CallerId);
        json.Raw(",\"model_directory\":"u8);
        json.String(ModelDirectory);
        json.Raw(",\"model_version\":"u8);
        json.String(ModelVersion);
        json.Raw(",\"started_at\":"u8);
        json.String(StartedAt);
        json.Raw("}"u8);
        return body.WrittenMemory;
    }
}

using Cassandra;

namespace Spam.Web.Storage.Cassandra;

/// <summary>The statements in use, prepared once. Each may be done twice without harm: what they write has its key from here.</summary>
/// <param name="Find">Reads an answer: the model's version and the text.</param>
/// <param name="Store">Writes an answer: the key, an id with the moment, the likeliest label, its score, all scores, the seconds to live.</param>
/// <param name="Record">Writes a call: the caller, the hour, an id with the moment, the text, the seconds to live.</param>
/// <param name="Read">Reads the calls of a caller in an hour, oldest first.</param>
sealed record CassandraStatements(PreparedStatement Find, PreparedStatement Store, PreparedStatement Record, PreparedStatement Read);

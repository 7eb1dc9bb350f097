using System.Diagnostics;

namespace Spam.Web;

/// <summary>Every line that the API logs. None holds a text, a key or a query.</summary>
static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} {Status} {Milliseconds:0.00} ms trace {TraceId}")]
    public static partial void Answered(ILogger logger, string method, string path, int status, double milliseconds, ActivityTraceId traceId);

    [LoggerMessage(2, LogLevel.Information, "Model {Name} {Version} from {Folder} ({Hash}), labels {Labels}, loaded in {Milliseconds:0} ms")]
    public static partial void ModelLoaded(ILogger logger, string name, string version, string folder, string hash, string labels, double milliseconds);

    [LoggerMessage(3, LogLevel.Information, "{ApiName} answers on {Address}: its page is {Address}/ui, its documentation {Address}/docs")]
    public static partial void Listening(ILogger logger, string apiName, string address);

    [LoggerMessage(4, LogLevel.Information, "Database {Path}, {Bytes} bytes")]
    public static partial void DatabaseOpened(ILogger logger, string path, long bytes);

    [LoggerMessage(5, LogLevel.Warning, "Database {Path} is damaged ({Reason}). It is set aside as {Aside}, and a new one begins empty")]
    public static partial void DatabaseSetAside(ILogger logger, string path, string aside, string reason);

    [LoggerMessage(6, LogLevel.Warning, "The store fails: {Reason}. Predictions go on without it")]
    public static partial void StoreFailed(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The store keeps failing ({Reason}) and is left alone for {Rest}")]
    public static partial void StoreLeftAlone(ILogger logger, TimeSpan rest, string reason);

    [LoggerMessage(8, LogLevel.Information, "The store answers again")]
    public static partial void StoreBack(ILogger logger);

    [LoggerMessage(9, LogLevel.Warning, "The call log's queue is full: {Dropped} texts dropped so far")]
    public static partial void CallsDropped(ILogger logger, long dropped);

    [LoggerMessage(10, LogLevel.Warning, "The call log cannot be read: {Reason}")]
    public static partial void CallLogUnreadable(ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Error, "A request failed")]
    public static partial void RequestFailed(ILogger logger, Exception cause);

    [LoggerMessage(12, LogLevel.Information, "Set, but without use while STORE is {Store}: {Names}")]
    public static partial void Unused(ILogger logger, string store, string names);

    [LoggerMessage(13, LogLevel.Information, "Connected to {Place}, nodes: {Nodes}, in {Milliseconds:0} ms")]
    public static partial void Connected(ILogger logger, string place, int nodes, double milliseconds);

    [LoggerMessage(14, LogLevel.Warning, "Not connected to {Place}: {Reason}. {Advice} Predictions go on without it; next try in {Seconds:0.0} s")]
    public static partial void NotConnected(ILogger logger, string place, string reason, string advice, double seconds);

    [LoggerMessage(15, LogLevel.Information, "Made in keyspace {Keyspace}: {What}")]
    public static partial void TablesMade(ILogger logger, string what, string keyspace);

    [LoggerMessage(16, LogLevel.Warning, "The nodes do not agree on their schema yet; the service goes on")]
    public static partial void SchemaDisagrees(ILogger logger);

    [LoggerMessage(17, LogLevel.Warning, "A text of {Length} characters is too long for the call log and not kept")]
    public static partial void CallTooLong(ILogger logger, int length);

    [LoggerMessage(30, LogLevel.Error, "Model {Name}: version {Version} cannot be used. {Reason} What answered before goes on; the version is tried again when its files change")]
    public static partial void ModelRefused(ILogger logger, string name, string version, string reason);

    [LoggerMessage(31, LogLevel.Information, "Model {Name} {Version} is not needed any more and goes with its last request")]
    public static partial void ModelUnloaded(ILogger logger, string name, string version);

    [LoggerMessage(32, LogLevel.Warning, "Model {Name} {Version}: its folder has gone. It answers from memory until another version can")]
    public static partial void ModelFolderGone(ILogger logger, string name, string version);

    [LoggerMessage(33, LogLevel.Error, "The models' folders cannot be read: {Reason} What is loaded goes on answering")]
    public static partial void ModelsUnreadable(ILogger logger, string reason);

    [LoggerMessage(34, LogLevel.Warning, "The label {Label} stands for a version that cannot answer")]
    public static partial void LabelWithoutVersion(ILogger logger, string label);

    [LoggerMessage(18, LogLevel.Warning, "A connection did not close well: {Kind}")]
    public static partial void NotClosed(ILogger logger, string kind);

    [LoggerMessage(40, LogLevel.Error, "The model {Name} does not answer: {Reason}")]
    public static partial void ModelFails(ILogger logger, string name, string reason);
}

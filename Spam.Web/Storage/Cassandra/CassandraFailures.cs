using System.Net.Sockets;
using Cassandra;
using Spam.Web.Configuration;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Says in our words why Cassandra does not serve. A server's own words may quote a text or a key: they are never passed on.</summary>
static class CassandraFailures
{
    /// <summary>What a failure of the driver means.</summary>
    public static StoreException Explain(Exception cause, CassandraSettings settings)
    {
        if (cause is StoreException known)
            return known;
        var (words, advice) = Describe(cause, settings);
        return new(words, advice, isRefusal: cause is InvalidQueryException);
    }

    static (string Words, string Advice) Describe(Exception cause, CassandraSettings settings) => cause switch
    {
        NoHostAvailableException none => OfHosts(none, settings),
        AuthenticationException => ("The user name or the password is refused", settings.IsAstra
            ? "Make a new token in Astra's console and set ASTRA_DB_APPLICATION_TOKEN."
            : settings.UserName is null ? "Set CASSANDRA_USERNAME and CASSANDRA_PASSWORD." : "Check CASSANDRA_USERNAME and CASSANDRA_PASSWORD."),
        UnauthorizedException => ("The user lacks a permission", $"Grant it SELECT and MODIFY on keyspace {settings.Keyspace}, and CREATE where the tables are to be made."),
        UnavailableException down => (
            $"{down.AliveReplicas} of {down.RequiredReplicas} replicas that are needed are up", "Start more nodes, or lower the keyspace's replication to the nodes that there are."),
        ReadTimeoutException late => ($"{late.ReceivedAcknowledgements} of {late.RequiredAcknowledgements} replicas answered a read in time", Wait),
        WriteTimeoutException late => ($"{late.ReceivedAcknowledgements} of {late.RequiredAcknowledgements} replicas answered a write in time", Wait),
        OverloadedException => ("A node is overloaded, or about to stop", Wait),
        IsBootstrappingException => ("A node is still starting", Wait),
        InvalidQueryException or SyntaxError or InvalidTypeException => (
            "A statement is refused", $"Look into the server's log. Are the tables of keyspace {settings.Keyspace} those that this service makes?"),
        OperationTimedOutException or TimeoutException => ("There is no answer in time", Wait),
        BusyPoolException => ("Too many statements are on their way", Wait),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => (
            "A host name is not known", "Check CASSANDRA_CONTACT_POINTS."),
        SocketException refused => ($"There is no connection ({refused.SocketErrorCode})", Reach(settings)),
        System.Security.Authentication.AuthenticationException => ("The TLS handshake fails", Encrypt(settings)),
        InvalidOperationException when settings.IsAstra => ("The secure connect bundle cannot be read", "Download it again from Astra's console, under Connect, and leave the zip file as it is."),
        ArgumentException when settings.LocalDatacenter is not null => ("No node is in the local datacenter", "Set CASSANDRA_LOCAL_DATACENTER as nodetool status shows it, or leave it away."),
        { InnerException: { } inner } => Describe(inner, settings),
        DriverException => ($"The driver reports {cause.GetType().Name}", "Look into the server's log."),
        IOException => ("A node closes the connection", Reach(settings)),
        _ => ($"There is an unexpected {cause.GetType().Name}", "Run check-store again; if it stays, report it."),
    };

    const string Wait = "Wait and try again; nodetool status shows how the nodes are.";

    static string Reach(CassandraSettings settings) => settings.IsAstra
        ? "Can this machine reach the internet? Is the database hibernated? Wake it in Astra's console."
        : "Is Cassandra running there (nodetool status)? Check CASSANDRA_CONTACT_POINTS and CASSANDRA_PORT, and whether the port is open for this machine"
            + (settings.Tls
                ? "; where the nodes want to know their clients, CASSANDRA_CLIENT_CERTIFICATE must be signed by an authority that they trust."
                : "; where the nodes want TLS, set CASSANDRA_TLS=1.");

    static string Encrypt(CassandraSettings settings) => settings.IsAstra
        ? "Download the bundle again from Astra's console: its certificates may have been replaced."
        : "CASSANDRA_CA_FILE must hold the authority that signed the nodes' certificates; where these bear another name than the nodes', set CASSANDRA_TLS_SERVER_NAME to it; "
            + "where the nodes want to know clients, set CASSANDRA_CLIENT_CERTIFICATE and CASSANDRA_CLIENT_KEY.";

    static (string Words, string Advice) OfHosts(NoHostAvailableException none, CassandraSettings settings)
    {
        if (none.Errors.Count > 0)
        {
            // A refused password says more than a lost connection does.
            var telling = none.Errors.Values.FirstOrDefault(error => error is AuthenticationException) ?? none.Errors.Values.First();
            return Describe(telling, settings);
        }

        if (none.InnerException is { } inner)
            return Describe(inner, settings);
        return settings.IsAstra
            ? ("Astra does not tell where the database is", "Is it hibernated or terminated? Wake it in Astra's console.")
            : ("No node is known to be up", Reach(settings));
    }
}

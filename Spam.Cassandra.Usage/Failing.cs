using System.Net;
using Cassandra;

namespace Spam.CassandraUsage;

static class Failing
{
    public static string Describe(Exception failure) => failure switch
    {
        NoHostAvailableException none => string.Join(", ", none.Errors.Select(error => $"{error.Key}: {error.Value.GetType()}")),
        AuthenticationException refused => $"{refused.Host}",
        BusyPoolException busy => $"{busy.Address} {busy.MaxRequestsPerConnection} {busy.ConnectionLength}",
        ReadTimeoutException read => $"{read.ConsistencyLevel} {read.ReceivedAcknowledgements} {read.RequiredAcknowledgements} {read.WasDataRetrieved}",
        WriteTimeoutException write => $"{write.ConsistencyLevel} {write.WriteType}",
        QueryTimeoutException late => $"{late.ConsistencyLevel}",
        ReadFailureException read => $"{read.ConsistencyLevel} {read.ReceivedAcknowledgements} {read.RequiredAcknowledgements} {read.Failures} {read.WasDataRetrieved} {read.Reasons.Count}",
        WriteFailureException write => $"{write.ConsistencyLevel} {write.ReceivedAcknowledgements} {write.RequiredAcknowledgements} {write.Failures} {write.WriteType} {write.Reasons.Count}",
        UnavailableException unavailable => $"{unavailable.Consistency} {unavailable.RequiredReplicas} {unavailable.AliveReplicas}",
        TruncateException or QueryExecutionException => "execution",
        AlreadyExistsException exists => $"{exists.Keyspace} {exists.Table} {exists.WasTableCreation}",
        PreparedQueryNotFoundException unknown => $"{unknown.UnknownId.Length}",
        InvalidConfigurationInQueryException or InvalidQueryException or SyntaxError or UnauthorizedException => "statement",
        OverloadedException or IsBootstrappingException or ServerErrorException or ProtocolErrorException => "server",
        QueryValidationException or OperationTimedOutException or InvalidTypeException or RequestInvalidException => "driver",
        DriverException or DriverInternalError => "other",
        TimeoutException => "a synchronous call",
        _ => "not the driver's",
    };

    public static Exception[] Make(IPEndPoint host) =>
    [
        new DriverException("message"), new DriverException("message", new InvalidOperationException()), new NoHostAvailableException([]), new AuthenticationException("message"),
        new AuthenticationException("message", host), new OperationTimedOutException(host, 1), new BusyPoolException(host, 1, 1), new InvalidTypeException("message"),
        new InvalidTypeException("message", new InvalidOperationException()), new RequestInvalidException("message"), new DriverInternalError("message"),
        new InvalidQueryException("message"), new InvalidQueryException("message", new InvalidOperationException()), new SyntaxError("message"), new UnauthorizedException("message"),
        new OverloadedException("message"), new IsBootstrappingException("message"), new ServerErrorException("message"), new ProtocolErrorException("message"),
        new AlreadyExistsException("keyspace", "table"), new PreparedQueryNotFoundException("message", [1]), new UnavailableException(ConsistencyLevel.All, 2, 1),
        new TruncateException("message"), new ReadTimeoutException(ConsistencyLevel.One, 0, 1, false), new WriteTimeoutException(ConsistencyLevel.One, 0, 1, "SIMPLE"),
    ];
}

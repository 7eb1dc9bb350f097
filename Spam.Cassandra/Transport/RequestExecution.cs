using System.Net;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>One statement on its way through the nodes of its plan, until one answers or none is left.</summary>
/// <param name="session">Where it runs.</param>
/// <param name="statement">What is executed.</param>
/// <param name="pagingState">Where the page begins.</param>
sealed class RequestExecution(Session session, IStatement statement, byte[]? pagingState)
{
    readonly Configuration _configuration = session.Context.Configuration;
    readonly long _timestamp = statement.Timestamp is { } given ? RequestFactory.Micros(given) : RequestFactory.NextTimestamp(session.Context.Configuration.Time);
    ConsistencyLevel _consistency = statement.ConsistencyLevel ?? session.Context.Configuration.QueryOptions.GetConsistencyLevel();
    Dictionary<IPEndPoint, Exception>? _errors;
    List<IPEndPoint>? _tried;
    int _retries;

    public async Task<RowSet> RunAsync()
    {
        var request = RequestFactory.Make(statement, _configuration.QueryOptions, _consistency, _timestamp, pagingState);
        foreach (var host in _configuration.LoadBalancing.NewQueryPlan(session.Keyspace, statement))
        {
            if (session.PoolOf(host) is not { } pool)
                continue;

            var prepared = 0; // how often a statement was prepared again on this node
            while (true)
            {
                Response? answer = null;
                Exception? failure = null;
                try
                {
                    var connection = await ConnectAsync(pool).ConfigureAwait(false);
                    if (connection.TrySend(request, Timeout, out var pending))
                        answer = await pending.ConfigureAwait(false);
                    else
                        failure = NotSent(pool, connection);
                }
                catch (Exception error) when (error is not (InvalidTypeException or RequestInvalidException))
                {
                    failure = error;
                }

                if (answer is ErrorResponse { Code: ErrorCode.Unprepared } unknown)
                {
                    // Once for each statement of the request, never in a loop: a node that forgets at once is left.
                    failure = unknown.ToException(host.Address);
                    if (prepared++ < PreparedCount && await PrepareAgainAsync(pool, unknown.UnknownId, host).ConfigureAwait(false))
                        continue;
                    Note(host, failure);
                    break;
                }

                if (answer is not null and not ErrorResponse)
                {
                    if (answer is SetKeyspaceResult used)
                        session.Used(used.Keyspace);
                    var info = Info(host, answer.Extras);
                    if (answer is SchemaChangeResult)
                        info.IsSchemaInAgreement = await session.SchemaChangedAsync().ConfigureAwait(false);
                    return session.Rows(answer as RowsResult, info, statement);
                }

                failure ??= ((ErrorResponse)answer!).ToException(host.Address); // without a failure there is an answer, and it is an error
                Note(host, failure);
                var decision = Decide(failure);
                if (decision.DecisionType == RetryDecision.RetryDecisionType.Rethrow)
                    throw failure;
                if (decision.DecisionType == RetryDecision.RetryDecisionType.Ignore)
                    return session.Rows(null, Info(host, null), statement);

                if (decision.RetryConsistencyLevel is { } consistency && consistency != _consistency)
                {
                    _consistency = consistency;
                    request = RequestFactory.Make(statement, _configuration.QueryOptions, _consistency, _timestamp, pagingState);
                }

                _retries++;
                if (!decision.UseCurrentHost)
                    break;
            }
        }

        throw new NoHostAvailableException(_errors ?? []);
    }

    async ValueTask<Connection> ConnectAsync(HostPool pool)
    {
        var connection = await pool.GetAsync().ConfigureAwait(false);
        await session.Context.UseAsync(connection).ConfigureAwait(false);
        return connection;
    }

    // What a batch of n prepared statements may have to prepare again, one at a time.
    int PreparedCount => statement is BatchStatement batch
        ? batch.Parts.OfType<BoundStatement>().Select(part => part.PreparedStatement).Distinct().Count()
        : 1;

    DriverException NotSent(HostPool pool, Connection connection) => connection.IsOpen
        ? new BusyPoolException(pool.Host.Address, _configuration.PoolingOptions.GetMaxRequestsPerConnection(), pool.Count)
        : new ConnectionClosedException($"The connection to {pool.Host.Address} is closed.", requestWasSent: false, connection.Reason);

    int Timeout => statement.ReadTimeoutMillis > 0 ? statement.ReadTimeoutMillis : _configuration.SocketOptions.ReadTimeoutMillis;

    async Task<bool> PrepareAgainAsync(HostPool pool, byte[] id, Host host)
    {
        var bound = statement as BoundStatement
            ?? (statement as BatchStatement)?.Parts.OfType<BoundStatement>()
                .FirstOrDefault(part => part.PreparedStatement?.Query?.Id.AsSpan().SequenceEqual(id) == true);
        if (bound?.PreparedStatement?.Query is not { } query)
            return false;

        try
        {
            var again = await session.PrepareOnAsync(pool, query).ConfigureAwait(false);
            if (again.Id.AsSpan().SequenceEqual(query.Id))
                return true;
            Note(host, new PreparedQueryNotFoundException(
                "The node gave the statement another id when it was prepared again. Was it prepared in another keyspace? Qualify its tables.", query.Id));
            return false;
        }
        catch (Exception error) when (error is not QueryValidationException)
        {
            Note(host, error);
            return false;
        }
    }

    RetryDecision Decide(Exception failure)
    {
        var policy = statement.RetryPolicy ?? _configuration.Retry;
        var again = statement.IsIdempotent ?? _configuration.QueryOptions.GetDefaultIdempotence();

        // The client's own policy leaves alone what may have been done already; one that the user wrote decides for itself, as far as it is asked.
        var own = policy is DefaultRetryPolicy || policy is not IExtendedRetryPolicy && failure is not WriteTimeoutException;
        if (own && !again && MayHaveBeenDone(failure))
            return RetryDecision.Rethrow();

        return failure switch
        {
            ReadTimeoutException read
                => policy.OnReadTimeout(
                    statement, read.ConsistencyLevel, read.RequiredAcknowledgements, read.ReceivedAcknowledgements, read.WasDataRetrieved, _retries),
            WriteTimeoutException write
                => policy.OnWriteTimeout(statement, write.ConsistencyLevel, write.WriteType, write.RequiredAcknowledgements, write.ReceivedAcknowledgements, _retries),
            UnavailableException unavailable
                => policy.OnUnavailable(statement, unavailable.Consistency, unavailable.RequiredReplicas, unavailable.AliveReplicas, _retries),
            BusyPoolException or IsBootstrappingException => RetryDecision.Retry(null, useCurrentHost: false), // nothing was done
            ConnectionClosedException { RequestWasSent: false } => RetryDecision.Retry(null, useCurrentHost: false),
            OverloadedException or TruncateException or ServerErrorException or OperationTimedOutException or ConnectionClosedException
                => (policy as IExtendedRetryPolicy ?? Fallback).OnRequestError(statement, _configuration, failure, _retries),
            QueryValidationException or FunctionFailedException or InvalidCastException => RetryDecision.Rethrow(), // another node would say the same
            _ => RetryDecision.Retry(null, useCurrentHost: false), // no connection could be opened
        };
    }

    static DefaultRetryPolicy Fallback { get; } = new();

    static bool MayHaveBeenDone(Exception failure)
        => failure is WriteTimeoutException or OperationTimedOutException or OverloadedException or TruncateException or ServerErrorException
            or ConnectionClosedException { RequestWasSent: true };

    void Note(Host host, Exception failure)
    {
        (_errors ??= [])[host.Address] = failure;
        (_tried ??= []).Add(host.Address);
    }

    ExecutionInfo Info(Host host, ResponseExtras? extras) => new()
    {
        QueriedHost = host.Address,
        Failed = _tried,
        AchievedConsistency = _consistency,
        Extras = extras,
    };
}

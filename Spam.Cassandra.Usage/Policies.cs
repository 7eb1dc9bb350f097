using System.Net;
using Cassandra;

namespace Spam.CassandraUsage;

sealed class FirstHostPolicy : ILoadBalancingPolicy
{
    ICluster? _cluster;

    public void Initialize(ICluster cluster) => _cluster = cluster;

    public HostDistance Distance(Host host) => host.IsUp ? HostDistance.Local : HostDistance.Ignored;

    public IEnumerable<Host> NewQueryPlan(string keyspace, IStatement query) => _cluster!.AllHosts().Take(1);
}

sealed class PatientPolicy : IReconnectionPolicy, IReconnectionSchedule
{
    public IReconnectionSchedule NewSchedule() => this;

    public long NextDelayMs() => 60_000;
}

sealed class StubbornPolicy : IExtendedRetryPolicy
{
    public RetryDecision OnReadTimeout(IStatement query, ConsistencyLevel cl, int requiredResponses, int receivedResponses, bool dataRetrieved, int nbRetry)
        => nbRetry < 3 ? RetryDecision.Retry(cl) : RetryDecision.Rethrow();

    public RetryDecision OnWriteTimeout(IStatement query, ConsistencyLevel cl, string writeType, int requiredAcks, int receivedAcks, int nbRetry) => RetryDecision.Ignore();

    public RetryDecision OnUnavailable(IStatement query, ConsistencyLevel cl, int requiredReplica, int aliveReplica, int nbRetry) => RetryDecision.Retry(ConsistencyLevel.One, false);

    public RetryDecision OnRequestError(IStatement statement, Configuration config, Exception ex, int nbRetry)
    {
        var decision = RetryDecision.Rethrow();
        Console.WriteLine($"{decision.DecisionType == RetryDecision.RetryDecisionType.Rethrow} {decision.RetryConsistencyLevel} {decision.UseCurrentHost}");
        return decision;
    }
}

sealed class TokenProvider : IAuthProvider, IAuthenticator
{
    public IAuthenticator NewAuthenticator(IPEndPoint host) => this;

    public byte[] InitialResponse() => [];

    public byte[] EvaluateChallenge(byte[] challenge) => challenge;
}

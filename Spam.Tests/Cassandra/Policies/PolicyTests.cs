using Cassandra;

namespace Spam.Tests.Cassandra.Policies;

/// <summary>Waits and retries.</summary>
public class PolicyTests
{
    [Fact]
    public void Exponential_waits_double_to_their_limit_and_differ_from_client_to_client()
    {
        var policy = new ExponentialReconnectionPolicy(1000, 60_000);
        var schedules = Enumerable.Range(0, 20).Select(_ => policy.NewSchedule()).ToArray();

        for (var i = 0; i < 10; i++)
        {
            var waits = schedules.Select(schedule => schedule.NextDelayMs()).ToArray();
            var middle = Math.Min(1000L << i, 60_000);

            Assert.All(waits, wait => Assert.InRange(wait, (long)(0.85 * middle), Math.Min((long)(1.15 * middle) + 1, 60_000)));
            Assert.True(waits.Distinct().Count() > 5);
        }
    }

    [Fact]
    public void Fixed_waits_end_with_the_last_over_and_over()
    {
        var schedule = new FixedReconnectionPolicy(1, 2).NewSchedule();

        Assert.Equal([1, 2, 2], new[] { schedule.NextDelayMs(), schedule.NextDelayMs(), schedule.NextDelayMs() });
    }

    [Fact]
    public void The_default_policy_tries_again_where_a_second_try_is_likely_to_help()
    {
        var policy = new DefaultRetryPolicy();

        Assert.Equal(RetryDecision.RetryDecisionType.Retry, policy.OnReadTimeout(null, ConsistencyLevel.One, 1, 1, false, 0).DecisionType);
        Assert.Equal(RetryDecision.RetryDecisionType.Rethrow, policy.OnReadTimeout(null, ConsistencyLevel.One, 1, 1, true, 0).DecisionType);
        Assert.Equal(RetryDecision.RetryDecisionType.Rethrow, policy.OnReadTimeout(null, ConsistencyLevel.One, 1, 1, false, 1).DecisionType);
        Assert.True(policy.OnWriteTimeout(null, ConsistencyLevel.One, "BATCH_LOG", 1, 0, 0).UseCurrentHost);
        Assert.Equal(RetryDecision.RetryDecisionType.Rethrow, policy.OnWriteTimeout(null, ConsistencyLevel.One, "SIMPLE", 1, 0, 0).DecisionType);
        Assert.Equal(RetryDecision.RetryDecisionType.Rethrow, policy.OnUnavailable(null, ConsistencyLevel.One, 1, 0, 0).DecisionType);
        Assert.False(policy.OnRequestError(null, null, new OverloadedException(""), 0).UseCurrentHost);
    }

    [Fact]
    public void The_aware_policy_asks_only_for_what_may_be_done_twice()
    {
        var policy = new IdempotenceAwareRetryPolicy(new DefaultRetryPolicy());
        var once = new SimpleStatement("INSERT");
        var twice = new SimpleStatement("INSERT").SetIdempotence(true);

        Assert.Equal(RetryDecision.RetryDecisionType.Rethrow, policy.OnWriteTimeout(once, ConsistencyLevel.One, "BATCH_LOG", 1, 0, 0).DecisionType);
        Assert.Equal(RetryDecision.RetryDecisionType.Retry, policy.OnWriteTimeout(twice, ConsistencyLevel.One, "BATCH_LOG", 1, 0, 0).DecisionType);
        Assert.Equal(RetryDecision.RetryDecisionType.Rethrow, policy.OnRequestError(once, null, new OverloadedException(""), 0).DecisionType);
        Assert.Equal(RetryDecision.RetryDecisionType.Retry, policy.OnRequestError(twice, null, new OverloadedException(""), 0).DecisionType);
    }
}

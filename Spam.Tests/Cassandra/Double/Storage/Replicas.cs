using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Whether enough hosts are up for a consistency level.</summary>
sealed class Replicas(FakeStorage storage, Func<IEnumerable<FakeHost>> peers)
{
    public void Check(string keyspace, Consistency consistency)
    {
        if (FakeStorage.IsOwn(keyspace))
            return;
        var factor = storage.Keyspace(keyspace).ReplicationFactor;
        var required = consistency switch
        {
            Consistency.TWO => 2,
            Consistency.THREE => 3,
            Consistency.ALL => factor,
            Consistency.QUORUM or Consistency.LOCAL_QUORUM or Consistency.EACH_QUORUM or Consistency.SERIAL or Consistency.LOCAL_SERIAL => factor / 2 + 1,
            _ => 1,
        };
        var alive = Math.Min(factor, 1 + peers().Count(host => host.IsUp));
        if (required > alive)
            throw ServerError.Unavailable(consistency, required, alive);
    }
}

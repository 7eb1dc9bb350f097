#nullable disable

namespace Cassandra;

/// <summary>
/// Would decide when a second node is asked before the first answered. Not supported here: <see cref="Builder.WithSpeculativeExecutionPolicy"/> says so.
/// </summary>
public interface ISpeculativeExecutionPolicy : IDisposable
{
    /// <summary>Would be called once.</summary>
    void Initialize(ICluster cluster);

    /// <summary>Would make a plan for one request.</summary>
    ISpeculativeExecutionPlan NewPlan(string keyspace, IStatement statement);
}

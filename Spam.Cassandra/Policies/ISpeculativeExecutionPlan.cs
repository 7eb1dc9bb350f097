#nullable disable

namespace Cassandra;

/// <summary>Would say when the next node is asked.</summary>
public interface ISpeculativeExecutionPlan
{
    /// <summary>Milliseconds to wait.</summary>
    long NextExecution(Host lastQueried);
}

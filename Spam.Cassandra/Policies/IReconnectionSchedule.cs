#nullable disable

namespace Cassandra;

/// <summary>The waits before the tries after one loss.</summary>
public interface IReconnectionSchedule
{
    /// <summary>How long to wait before the next try.</summary>
    long NextDelayMs();
}

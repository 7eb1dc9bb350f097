#nullable disable

namespace Cassandra;

/// <summary>Decides how long to wait before a lost node is tried again.</summary>
public interface IReconnectionPolicy
{
    /// <summary>A schedule for one loss.</summary>
    IReconnectionSchedule NewSchedule();
}

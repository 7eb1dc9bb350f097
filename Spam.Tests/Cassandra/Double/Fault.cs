using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Something that goes wrong while it is switched on.</summary>
sealed record Fault(FaultKind Kind)
{
    /// <summary>Which requests it meets; without it every QUERY, EXECUTE and BATCH.</summary>
    public Func<FakeRequest, bool>? When { get; init; }

    /// <summary>How often at most.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Of the requests that it could meet, how many it does.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How late the answer comes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What a WRITE_TIMEOUT or WRITE_FAILURE says that it was.</summary>
    public string WriteType { get; init; } = "SIMPLE";

    /// <summary>What the error says of the consistency; without it that of the request.</summary>
    public Consistency? Consistency { get; init; }

    /// <summary>How many answers a timeout, a failure or UNAVAILABLE says that it wanted.</summary>
    public int Required { get; init; } = 1;

    /// <summary>How many it says that came.</summary>
    public int Received { get; init; }

    /// <summary>Whether a READ_TIMEOUT had the data.</summary>
    public bool HasData { get; init; }

    /// <summary>Whether the request is carried out though its answer is lost.</summary>
    public bool IsCarriedOut { get; init; } = true;
}

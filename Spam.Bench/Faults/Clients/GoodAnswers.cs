namespace Spam.Bench.Faults.Clients;

/// <summary>What good clients got.</summary>
/// <param name="Milliseconds">How long their answers took, the shortest first.</param>
/// <param name="Failures">Requests that were not answered, or with another status than 200.</param>
/// <param name="TurnedAway">Connections that the server never took: opened after it had asked to close another, and reset before any answer.</param>
/// <param name="FirstFailure">What the first of them met.</param>
sealed record GoodAnswers(double[] Milliseconds, int Failures, int TurnedAway, string? FirstFailure)
{
    /// <summary>How many were answered.</summary>
    public int Count => Milliseconds.Length;

    /// <summary>Within which time 99 % were.</summary>
    public double P99 => Milliseconds.Length == 0 ? double.PositiveInfinity : Milliseconds[Milliseconds.Length * 99 / 100];

    /// <summary>The slowest.</summary>
    public double Longest => Milliseconds.Length == 0 ? double.PositiveInfinity : Milliseconds[^1];

    /// <summary>The failures in words, where there are any.</summary>
    public string Failed => Failures == 0 ? "0 failed" : $"{Failures} failed (the first: {FirstFailure})";
}

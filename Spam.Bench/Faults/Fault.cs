namespace Spam.Bench.Faults;

/// <summary>Something that goes wrong around the service, and what the service promises then.</summary>
/// <param name="Name">What it is called for.</param>
/// <param name="Title">What goes wrong.</param>
/// <param name="Done">How it is brought about.</param>
/// <param name="Promise">What the service promises.</param>
/// <param name="TryAsync">Brings it about and looks.</param>
sealed record Fault(string Name, string Title, string Done, string Promise, Func<FaultPlace, Task<Finding>> TryAsync);

namespace Spam.Web.Storage.Checks;

/// <summary>Tries a store out, step by step, with rows of its own that it removes.</summary>
interface IStoreProbe : IAsyncDisposable
{
    /// <summary>Where the store is.</summary>
    string Place { get; }

    /// <summary>The steps, in their order. Each needs those before it.</summary>
    IReadOnlyList<ProbeStep> Steps { get; }

    /// <summary>What the failure of a step means, and what to do.</summary>
    StoreException Explain(Exception cause);
}

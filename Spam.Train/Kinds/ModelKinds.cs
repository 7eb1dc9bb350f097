using Spam.Train.Networks;

namespace Spam.Train.Kinds;

/// <summary>All kinds of networks.</summary>
static class ModelKinds
{
    /// <summary>The kinds, the workshop's first.</summary>
    public static IReadOnlyList<ModelKind> All { get; } =
    [
        new LstmKind(), new BiLstmKind(), new GruKind(), new CnnKind(), new AverageKind(), new AttentionKind(), new TransformerKind(), new BagOfWordsKind(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The settings that shape a network, by their names. Not every kind takes each.</summary>
    public static IReadOnlyList<string> NetworkSettings { get; } = ["embedding-dim", "spatial-dropout", "units", "dropout", "recurrent-dropout", "recurrent-masks"];

    /// <summary>The kind of that name, or the network that the JSON file of that path describes.</summary>
    public static ModelKind Find(string model) => All.FirstOrDefault(kind => kind.Name == model) ?? new JsonKind(model);

    /// <summary>Whether a text names a file that describes a network.</summary>
    public static bool IsFile(string model) => model.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using Spam.Keras.Saving.Inspection;
using Spam.Train.Data;
using Spam.Train.Files;
using Spam.Train.Kinds;
using Spam.Train.Training;

namespace Spam.Train.Settings;

/// <summary>Everything that <c>train</c> can be told, in the order of the help.</summary>
sealed class TrainSettings
{
    /// <summary>The name of the setting that chooses the network.</summary>
    public const string Model = "model";

    /// <summary>The name of the setting that names the data.</summary>
    public const string Data = "data";

    /// <summary>The name of the setting that begins with the workshop's numbers.</summary>
    public const string Preset = "preset";

    static readonly TrainOptions _lstm = new();

    /// <summary>The settings.</summary>
    public IReadOnlyList<Setting> All { get; } = [.. Sources(), .. Course(), .. Network(), .. Results()];

    /// <summary>The setting of that name, or null.</summary>
    public Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    static IEnumerable<Setting> Sources() =>
    [
        new TypedSetting<string>(Model, $"The network, by its kind (default: lstm) or as a file that Keras's to_json() wrote: {Described()}.", Grammars.Model,
            (options, value) => options with { Model = value }, options => options.Model),
        new TypedSetting<string>(Data, $"The CSV file (default: the repository's {BundledData.RelativePath}).", Grammars.Text("file"),
            (options, value) => options with { Data = value }, options => options.Data),
        new TypedSetting<string>("text-column", "The column of the texts (default: text).", Grammars.Text("column"),
            (options, value) => options with { Columns = options.Columns with { Text = value } }, options => options.Columns.Text),
        new TypedSetting<string>("label-column", "The column of the labels (default: label).", Grammars.Text("column"),
            (options, value) => options with { Columns = options.Columns with { Label = value } }, options => options.Columns.Label),
        new TypedSetting<string[]>("labels", "The labels in the order of the outputs (default: in order of first appearance).", Grammars.List,
            (options, value) => options with { Labels = value }, options => options.Labels is { } labels ? labels.ToArray() : default(Found<string[]>)),
        new TypedSetting<bool>("multi-label", "A text may have several labels, or none: the label column has them with semicolons between.", Grammars.Flag,
            (options, value) => options with { Columns = options.Columns with { IsMultiLabel = value } }, options => options.Columns.IsMultiLabel),
        new TypedSetting<bool>("honest", "Remove duplicates, and let the tokenizer learn from the training rows only.", Grammars.Flag,
            (options, value) => options with { Honest = value }, options => options.Honest),
        new TypedSetting<double>("test-size", Default("The part of the rows that is tested on", _lstm.TestSize), Grammars.Number(0, 1, smallestIsOutside: true),
            (options, value) => options with { TestSize = value }, options => options.TestSize),
        new TypedSetting<int>("split-seed", Default("Where the random numbers of the split begin", _lstm.SplitSeed), Grammars.Integer(0),
            (options, value) => options with { SplitSeed = value }, options => options.SplitSeed),
    ];

    static IEnumerable<Setting> Course() =>
    [
        new TypedSetting<string>(Preset, "The settings of the workshop's notebook; other options change single ones of them.", Grammars.Choice(["workshop"]),
            (options, _) => options, _ => default), // what it stands for is written
        new TypedSetting<int>("seed", Default("Where random numbers begin; the same seed gives the same weights", _lstm.Seed), Grammars.Integer(0),
            (options, value) => options with { Seed = value }, options => options.Seed),
        new TypedSetting<int>("epochs", "How often all training rows are gone through (default: by kind, lstm 5; on few rows more).", Grammars.Integer(1, 1_000_000),
            (options, value) => options with { Epochs = value }, options => options.Epochs is { } epochs ? epochs : default(Found<int>)),
        new TypedSetting<int>("batch-size", Default("Texts a step", _lstm.BatchSize), Grammars.Integer(1, 1_000_000),
            (options, value) => options with { BatchSize = value }, options => options.BatchSize),
        new TypedSetting<double>("learning-rate", ByKind("How far Adam steps", _lstm.LearningRate), Grammars.Number(0, 100, smallestIsOutside: true),
            (options, value) => options with { LearningRate = (float)value }, options => Exact(options.LearningRate)),
        new TypedSetting<bool>("balance", "Let rare labels weigh as much as common ones: a row weighs rows / (labels x rows of its label).", Grammars.Flag,
            (options, value) => options with { Balance = value }, options => options.Balance),
        new TypedSetting<int>("trials", "Try so many settings on a part of the training rows that is held back, and train the best.", Grammars.Integer(2, 1000),
            (options, value) => options with { Trials = value }, _ => default), // what was found is written, and no search
        new TypedSetting<int>("threads", "How many threads to use; the weights do not depend on it (default: one a core).", Grammars.Integer(1, 1024),
            (options, value) => options with { Threads = value }, options => options.Threads > 0 ? options.Threads : default(Found<int>)),
    ];

    static IEnumerable<Setting> Network() =>
    [
        new TypedSetting<int>("num-words", Default("Word ids are below it: one less is the number of words known", _lstm.NumWords), Grammars.Integer(2, 10_000_000),
            (options, value) => options with { NumWords = value }, options => options.NumWords),
        new TypedSetting<int>("max-length", Default("How many words of a text are read, the last ones", _lstm.MaxLength), Grammars.Integer(1, 100_000),
            (options, value) => options with { MaxLength = value }, options => options.MaxLength),
        new TypedSetting<int>("embedding-dim", ByKind("How many numbers a word becomes", _lstm.EmbeddingDim), Grammars.Integer(1, 65_536),
            (options, value) => options with { EmbeddingDim = value }, OfKind("embedding-dim", options => options.EmbeddingDim)),
        new TypedSetting<double>("spatial-dropout", ByKind("The part of these numbers that training drops", _lstm.SpatialDropout), Grammars.Number(0, 1),
            (options, value) => options with { SpatialDropout = (float)value }, OfKind("spatial-dropout", options => Exact(options.SpatialDropout))),
        new TypedSetting<int>("units", ByKind("The size of the LSTM's or GRU's state, the filters of each width, or the size of the layer inside", _lstm.Units), Grammars.Integer(1, 65_536),
            (options, value) => options with { Units = value }, OfKind("units", options => options.Units)),
        new TypedSetting<double>("dropout", ByKind("The part that training drops of the LSTM's or GRU's inputs, elsewhere of what the layers hand on", _lstm.Dropout), Grammars.Number(0, 1),
            (options, value) => options with { Dropout = (float)value }, OfKind("dropout", options => Exact(options.Dropout))),
        new TypedSetting<double>("recurrent-dropout", ByKind("The part of the LSTM's or GRU's state that training drops", _lstm.RecurrentDropout), Grammars.Number(0, 1),
            (options, value) => options with { RecurrentDropout = (float)value }, OfKind("recurrent-dropout", options => Exact(options.RecurrentDropout))),
        new TypedSetting<string>("recurrent-masks",
            Default("Whether this dropout keeps its masks for a sequence, or draws new ones at each step as Keras 2", MaskNames.Of(_lstm.RecurrentMasks)), Grammars.Choice(MaskNames.All),
            (options, value) => options with { RecurrentMasks = MaskNames.Parse(value) }, OfKind("recurrent-masks", options => MaskNames.Of(options.RecurrentMasks))),
    ];

    static IEnumerable<Setting> Results() =>
    [
        new TypedSetting<string>("out", "The folder in which <name>/<version> is made (default: artifacts).", Grammars.Text("folder"),
            (options, value) => options with { Out = value }, options => options.Out),
        new TypedSetting<string>("name", "What the model is called (default: spam).", Grammars.FileName,
            (options, value) => options with { Name = value }, options => options.Name),
        new TypedSetting<string>("version", "Its version (default: v1).", Grammars.FileName,
            (options, value) => options with { Version = value }, options => options.Version),
        new TypedSetting<string>(
            "format", Default("In which form the model is written: a SavedModel folder, a .keras or an .h5 file", ModelFormats.Of(SavedForm.SavedModel)), Grammars.Choice(ModelFormats.All),
            (options, value) => options with { Format = ModelFormats.Parse(value) }, options => ModelFormats.Of(options.Format)),
        new TypedSetting<string>("keras", KerasVersions.Description, Grammars.Choice(KerasVersions.All),
            (options, value) => options with { Keras = KerasVersions.Parse(value) }, options => KerasVersions.Of(options.Keras)),
        new TypedSetting<bool>("overwrite", "Replace a model folder that is there.", Grammars.Flag,
            (options, value) => options with { Overwrite = value }, _ => default), // a leave for one run
    ];

    // What a kind has no use for is not written, as it could not be read again.
    static Func<TrainOptions, Found<T>> OfKind<T>(string name, Func<TrainOptions, T> value)
        => options => ModelKinds.Find(options.Model).NetworkSettings.Contains(name) ? value(options) : default(Found<T>);

    static string Described() => string.Join("; ", ModelKinds.All.Select(kind => $"{kind.Name}, {kind.Description}"));

    // The shortest digits that give the same float again.
    static double Exact(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static string Default(string description, object value) => string.Create(CultureInfo.InvariantCulture, $"{description} (default: {value}).");

    static string ByKind(string description, object value) => string.Create(CultureInfo.InvariantCulture, $"{description} (default: by kind, lstm {value}).");
}

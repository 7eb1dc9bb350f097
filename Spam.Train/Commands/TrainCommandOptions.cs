using System.CommandLine;
using System.Globalization;
using Spam.Train.Data;
using Spam.Train.Files;
using Spam.Train.Training;

namespace Spam.Train.Commands;

/// <summary>The options of <c>train</c>, and what they make of <see cref="TrainOptions"/>.</summary>
sealed class TrainCommandOptions
{
    static readonly TrainOptions _defaults = new();

    readonly Option<string?> _preset = StrictOptions.Choice(
        "--preset", "The settings of the workshop's notebook; other options change single ones of them.", ["workshop"]);
    readonly Option<string?> _data = StrictOptions.Text(
        "--data", $"The CSV file (default: the repository's {BundledData.RelativePath}).", "file");
    readonly Option<string?> _textColumn = StrictOptions.Text("--text-column", "The column of the texts (default: text).", "column");
    readonly Option<string?> _labelColumn = StrictOptions.Text("--label-column", "The column of the labels (default: label).", "column");
    readonly Option<string[]?> _labels = StrictOptions.List(
        "--labels", "The labels in the order of the outputs (default: in order of first appearance).", "a,b");
    readonly Option<string?> _out = StrictOptions.Text(
        "--out", "The folder in which <name>/<version> is made (default: artifacts).", "folder");
    readonly Option<string?> _name = StrictOptions.FileName("--name", "What the model is called (default: spam).");
    readonly Option<string?> _version = StrictOptions.FileName("--version", "Its version (default: v1).");
    readonly Option<int?> _seed = StrictOptions.Integer(
        "--seed", Default("Where random numbers begin; the same seed gives the same weights", _defaults.Seed), 0);
    readonly Option<int?> _splitSeed = StrictOptions.Integer(
        "--split-seed", Default("Where the random numbers of the split begin", _defaults.SplitSeed), 0);
    readonly Option<double?> _testSize = StrictOptions.Number(
        "--test-size", Default("The part of the rows that is tested on", _defaults.TestSize), 0, 1, smallestIsOutside: true);
    readonly Option<int?> _numWords = StrictOptions.Integer(
        "--num-words", Default("Word ids are below it: one less is the number of words known", _defaults.NumWords), 2, 10_000_000);
    readonly Option<int?> _maxLength = StrictOptions.Integer(
        "--max-length", Default("How many words of a text are read, the last ones", _defaults.MaxLength), 1, 100_000);
    readonly Option<int?> _embeddingDim = StrictOptions.Integer(
        "--embedding-dim", Default("How many numbers a word becomes", _defaults.EmbeddingDim), 1, 65_536);
    readonly Option<double?> _spatialDropout = Rate(
        "--spatial-dropout", "The part of these numbers that training drops", _defaults.SpatialDropout);
    readonly Option<int?> _units = StrictOptions.Integer("--units", Default("The size of the LSTM's state", _defaults.Units), 1, 65_536);
    readonly Option<double?> _dropout = Rate("--dropout", "The part of the LSTM's inputs that training drops", _defaults.Dropout);
    readonly Option<double?> _recurrentDropout = Rate(
        "--recurrent-dropout", "The part of the LSTM's state that training drops", _defaults.RecurrentDropout);
    readonly Option<string?> _recurrentMasks = StrictOptions.Choice(
        "--recurrent-masks",
        Default("Whether LSTM dropout keeps its masks for a sequence, or draws new ones at each step as Keras 2", MaskNames.Of(_defaults.RecurrentMasks)),
        MaskNames.All);
    readonly Option<int?> _batchSize = StrictOptions.Integer("--batch-size", Default("Texts a step", _defaults.BatchSize), 1, 1_000_000);
    readonly Option<int?> _epochs = StrictOptions.Integer(
        "--epochs", "How often all training rows are gone through (default: 5, on few rows more).", 1, 1_000_000);
    readonly Option<double?> _learningRate = StrictOptions.Number(
        "--learning-rate", Default("How far Adam steps", _defaults.LearningRate), 0, 100, smallestIsOutside: true);
    readonly Option<string?> _format = StrictOptions.Choice(
        "--format", Default("In which form the model is written: a SavedModel folder, a .keras or an .h5 file", ModelFormats.Of(_defaults.Format)), ModelFormats.All);
    readonly Option<string?> _keras = KerasVersions.Option();
    readonly Option<int?> _threads = StrictOptions.Integer(
        "--threads", "How many threads to use; the weights do not depend on it (default: one a core).", 1, 1024);
    readonly Option<bool> _honest = new("--honest") { Description = "Remove duplicates, and let the tokenizer learn from the training rows only." };
    readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a model folder that is there." };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
    [
        _data, _textColumn, _labelColumn, _labels, _out, _name, _version, _preset, _seed, _epochs, _batchSize, _learningRate, _numWords, _maxLength,
        _embeddingDim, _spatialDropout, _units, _dropout, _recurrentDropout, _recurrentMasks, _testSize, _splitSeed, _honest, _format, _keras, _overwrite, DryRun, _threads,
    ];

    /// <summary>Whether only to report on the data and the network.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Report on the data and the network, train and write nothing." };

    /// <summary>What was asked for.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="terminal">Where relative paths begin.</param>
    public TrainOptions Read(ParseResult result, Terminal terminal)
    {
        var start = result.GetValue(_preset) is null ? _defaults : TrainOptions.Workshop;
        return start with
        {
            Data = terminal.PathOf(result.GetValue(_data) ?? BundledData.Find(terminal.Folder)),
            Columns = new(result.GetValue(_textColumn) ?? start.Columns.Text, result.GetValue(_labelColumn) ?? start.Columns.Label),
            Labels = result.GetValue(_labels) is { Length: > 0 } labels ? labels : start.Labels,
            Out = terminal.PathOf(result.GetValue(_out) ?? start.Out),
            Name = result.GetValue(_name) ?? start.Name,
            Version = result.GetValue(_version) ?? start.Version,
            Seed = result.GetValue(_seed) ?? start.Seed,
            SplitSeed = result.GetValue(_splitSeed) ?? start.SplitSeed,
            TestSize = result.GetValue(_testSize) ?? start.TestSize,
            NumWords = result.GetValue(_numWords) ?? start.NumWords,
            MaxLength = result.GetValue(_maxLength) ?? start.MaxLength,
            EmbeddingDim = result.GetValue(_embeddingDim) ?? start.EmbeddingDim,
            SpatialDropout = (float?)result.GetValue(_spatialDropout) ?? start.SpatialDropout,
            Units = result.GetValue(_units) ?? start.Units,
            Dropout = (float?)result.GetValue(_dropout) ?? start.Dropout,
            RecurrentDropout = (float?)result.GetValue(_recurrentDropout) ?? start.RecurrentDropout,
            RecurrentMasks = result.GetValue(_recurrentMasks) is { } masks ? MaskNames.Parse(masks) : start.RecurrentMasks,
            BatchSize = result.GetValue(_batchSize) ?? start.BatchSize,
            Epochs = result.GetValue(_epochs) ?? start.Epochs,
            LearningRate = (float?)result.GetValue(_learningRate) ?? start.LearningRate,
            Threads = result.GetValue(_threads) ?? start.Threads,
            Format = result.GetValue(_format) is { } format ? ModelFormats.Parse(format) : start.Format,
            Keras = KerasVersions.Parse(result.GetValue(_keras)),
            Honest = result.GetValue(_honest),
            Overwrite = result.GetValue(_overwrite),
        };
    }

    static Option<double?> Rate(string name, string description, float standard) => StrictOptions.Number(name, Default(description, standard), 0, 1);

    static string Default(string description, object value) => string.Create(CultureInfo.InvariantCulture, $"{description} (default: {value}).");
}

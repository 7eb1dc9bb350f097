using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>A figure gathered over batches. One object serves one run at a time.</summary>
public abstract class Metric
{
    static readonly Dictionary<string, Func<Metric>> _known = Known();

    /// <summary>The name in logs and history: <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The figure over all batches since <see cref="Reset"/>.</summary>
    /// <exception cref="KerasException">The metric has several figures, as one for each threshold: read <see cref="Results"/>.</exception>
    public abstract float Result { get; }

    /// <summary>All figures: one, or one for each threshold or class of a metric that has several.</summary>
    public virtual IReadOnlyList<float> Results => [Result];

    /// <summary>The metric of that name with Keras's default options.</summary>
    /// <param name="name">Keras's name, as a function, a short form or a class: <c>binary_accuracy</c>, <c>mae</c>, <c>AUC</c>; or <c>accuracy</c>, <c>acc</c>, <c>crossentropy</c>, <c>ce</c>.</param>
    /// <param name="yTrue">The shape of the labels; needed for the last four names, which mean a metric that fits the shapes.</param>
    /// <param name="yPred">The shape of the predictions; needed likewise.</param>
    /// <returns>A metric whose name in logs is <paramref name="name"/> (a class's is its default name).</returns>
    /// <exception cref="KerasException">There is no metric of that name, and the message lists those there are; or a shape is missing.</exception>
    public static Metric Get(string name, Shape? yTrue = null, Shape? yPred = null)
    {
        if (name is "accuracy" or "acc")
        {
            return Kind(name, yTrue, yPred) switch
            {
                LabelKind.Binary => new BinaryAccuracy(name: name),
                LabelKind.Sparse => new SparseCategoricalAccuracy(name),
                _ => new CategoricalAccuracy(name),
            };
        }

        if (name is "crossentropy" or "ce")
        {
            return Kind(name, yTrue, yPred) switch
            {
                LabelKind.Binary => new MeanLoss(new BinaryCrossentropy(), name),
                LabelKind.Sparse => new MeanLoss(new SparseCategoricalCrossentropy(), name),
                _ => new MeanLoss(new CategoricalCrossentropy(), name),
            };
        }

        return Names.Find("metric", name, _known);
    }

    /// <summary>The metric of that name, so that names and objects can stand in one list: <c>["accuracy", new AUC()]</c>.</summary>
    /// <exception cref="KerasException">There is no metric of that name; the message lists those there are.</exception>
    public static implicit operator Metric(string name) => new NamedMetric(name);

    /// <summary>Takes in a batch.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A factor for each sample, or null for equal ones.</param>
    public abstract void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null);

    /// <summary>Forgets what was gathered.</summary>
    public abstract void Reset();

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The quotient; 0 where the divisor is 0.</summary>
    protected static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;

    /// <summary>The only figure of several, or what is said where there are more.</summary>
    protected float Single(IReadOnlyList<float> results) => results.Count == 1
        ? results[0]
        : throw new KerasException($"The metric {Name} has {results.Count} figures, so there is no single Result; read Results.");

    enum LabelKind
    {
        Binary,
        Sparse,
        Categorical,
    }

    // As Keras decides: one output is a yes-or-no question; labels with fewer axes, or one column for several outputs, are class numbers.
    static LabelKind Kind(string name, Shape? yTrue, Shape? yPred)
    {
        if (yTrue is null || yPred is null)
            throw new KerasException($"The metric '{name}' depends on the shapes of labels and predictions; give Metric.Get both, or name one, as categorical_accuracy.");
        if (yPred.Rank == 0 || yPred[^1] == 1)
            return LabelKind.Binary;

        return yTrue.Rank < yPred.Rank || yTrue[^1] == 1 ? LabelKind.Sparse : LabelKind.Categorical;
    }

    static Dictionary<string, Func<Metric>> Known()
    {
        var known = new Dictionary<string, Func<Metric>>
        {
            ["AUC"] = () => new AUC(),
            ["Accuracy"] = () => new Accuracy(),
            ["BinaryAccuracy"] = () => new BinaryAccuracy(),
            ["CategoricalAccuracy"] = () => new CategoricalAccuracy(),
            ["CosineSimilarity"] = () => new CosineSimilarity(),
            ["F1Score"] = () => new F1Score(),
            ["FBetaScore"] = () => new FBetaScore(),
            ["FalseNegatives"] = () => new FalseNegatives(),
            ["FalsePositives"] = () => new FalsePositives(),
            ["LogCoshError"] = () => new MeanLoss(new LogCosh(), "logcosh"),
            ["Mean"] = () => new Mean(),
            ["Precision"] = () => new Precision(),
            ["R2Score"] = () => new R2Score(),
            ["Recall"] = () => new Recall(),
            ["RootMeanSquaredError"] = () => new RootMeanSquaredError(),
            ["SparseCategoricalAccuracy"] = () => new SparseCategoricalAccuracy(),
            ["SparseTopKCategoricalAccuracy"] = () => new SparseTopKCategoricalAccuracy(),
            ["Sum"] = () => new Sum(),
            ["TopKCategoricalAccuracy"] = () => new TopKCategoricalAccuracy(),
            ["TrueNegatives"] = () => new TrueNegatives(),
            ["TruePositives"] = () => new TruePositives(),
            ["binary_accuracy"] = () => new BinaryAccuracy(),
            ["categorical_accuracy"] = () => new CategoricalAccuracy(),
            ["sparse_categorical_accuracy"] = () => new SparseCategoricalAccuracy(),
            ["sparse_top_k_categorical_accuracy"] = () => new SparseTopKCategoricalAccuracy(),
            ["top_k_categorical_accuracy"] = () => new TopKCategoricalAccuracy(),
        };

        foreach (var name in Loss.KnownNames)
        {
            // A loss's class name means the metric class, whose log name is the function's; any other name is its own log name.
            if (!known.ContainsKey(name))
                known[name] = () => new MeanLoss(Loss.Get(name), char.IsUpper(name[0]) && name.Any(char.IsLower) ? null : name);
        }

        return known;
    }
}

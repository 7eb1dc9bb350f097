using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Optimizers;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>A kind of network that can be trained: how it is built, what suits it, and what it can be told.</summary>
abstract class ModelKind
{
    /// <summary>What <c>--model</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a line.</summary>
    public abstract string Description { get; }

    /// <summary>The options that suit it. They were chosen on the bundled corpus, on a part of the training rows that was held back.</summary>
    public abstract TrainOptions Defaults { get; }

    /// <summary>The settings of its network that can be changed, by their names; any other of <see cref="ModelKinds.NetworkSettings"/> it has no use for.</summary>
    public abstract IReadOnlyList<string> NetworkSettings { get; }

    /// <summary>What <c>--trials</c> tries.</summary>
    public abstract IReadOnlyList<SearchAxis> SearchSpace { get; }

    /// <summary>The network with its first weights, ready to learn.</summary>
    /// <exception cref="TrainingException">The options ask for what it cannot be.</exception>
    public virtual Classifier Build(TrainOptions options, int numLabels)
    {
        var head = new Head(numLabels, options.Columns.IsMultiLabel);
        return Compile(BuildNetwork(options, head), head, options);
    }

    /// <summary>The network with its first weights.</summary>
    protected abstract Keras.Models.Model BuildNetwork(TrainOptions options, Head head);

    /// <summary>Makes a network ready to learn.</summary>
    protected static Classifier Compile(Keras.Models.Model model, Head head, TrainOptions options)
    {
        if (options.Threads > 0)
            model.NumThreads = options.Threads;

        var optimizer = new Adam(options.LearningRate);
        if (head.IsMultiLabel)
            model.Compile(optimizer, Loss.Get(head.LossName), [new BinaryAccuracy(), new F1Score(Average.Micro, Head.Threshold, head.ScoreName)]);
        else
            model.Compile(optimizer, Loss.Get(head.LossName), head.ScoreName);
        return new(model, head);
    }
}

using Spam.Keras.Layers;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Train.Data;

namespace Spam.Train.Training;

/// <summary>Everything that a training run can be told.</summary>
/// <remarks>
/// The defaults keep the workshop's network. What differs (words known, texts cut, spatial dropout, epochs) was chosen on the bundled corpus: of the training
/// rows of three splits a quarter was held back and scored after each epoch. With 2,000 words (279 in the workshop) and spatial dropout 0.6 it was 0.878 at
/// best, in the mean of the three, where logistic regression on the same words had 0.864; with 0.4 it was 0.875 after three epochs and fell from there.
/// The best came after about 260 steps, which are four to five epochs of the whole training rows. No bundled text has more than 100 words.
/// </remarks>
sealed record TrainOptions
{
    const int StepsAnEpoch = 57; // of the bundled corpus

    /// <summary>The settings of the workshop's notebook.</summary>
    public static TrainOptions Workshop { get; } = new()
    {
        NumWords = 280,
        MaxLength = 300,
        EmbeddingDim = 128,
        SpatialDropout = 0.4f,
        Units = 196,
        Dropout = 0.3f,
        RecurrentDropout = 0.3f,
        BatchSize = 32,
        Epochs = 3,
        LearningRate = 0.001f,
        TestSize = 0.33,
        SplitSeed = 42,
    };

    /// <summary>The kind of network, or the file that describes one.</summary>
    public string Model { get; init; } = "lstm";

    /// <summary>The CSV file.</summary>
    public string Data { get; init; } = BundledData.RelativePath;

    /// <summary>The columns that are read.</summary>
    public CsvColumns Columns { get; init; } = new();

    /// <summary>The labels in the wanted order; null for the order of first appearance.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The folder in which the model folder is made.</summary>
    public string Out { get; init; } = "artifacts";

    /// <summary>What the model is called; its files begin with it.</summary>
    public string Name { get; init; } = "spam";

    /// <summary>The version, which names the model folder.</summary>
    public string Version { get; init; } = "v1";

    /// <summary>Where the random numbers of training begin: first weights, order of rows, dropout.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where the random numbers of the split begin: scikit-learn's <c>random_state</c>.</summary>
    public int SplitSeed { get; init; } = 42;

    /// <summary>The part of the rows that is tested on.</summary>
    public double TestSize { get; init; } = 0.33;

    /// <summary>Word ids are below this, so one less is the number of words known.</summary>
    public int NumWords { get; init; } = 2000;

    /// <summary>How many words of a text are read.</summary>
    public int MaxLength { get; init; } = 100;

    /// <summary>How many numbers a word becomes.</summary>
    public int EmbeddingDim { get; init; } = 128;

    /// <summary>The part of these numbers that training drops, for a whole text at once.</summary>
    public float SpatialDropout { get; init; } = 0.6f;

    /// <summary>How large the state of the LSTM is, or what stands in its place in another kind.</summary>
    public int Units { get; init; } = 196;

    /// <summary>The part of the LSTM's inputs that training drops.</summary>
    public float Dropout { get; init; } = 0.3f;

    /// <summary>The part of the LSTM's state that training drops.</summary>
    public float RecurrentDropout { get; init; } = 0.3f;

    /// <summary>How long the LSTM's dropout masks live.</summary>
    public RecurrentDropout RecurrentMasks { get; init; } = Spam.Keras.Layers.RecurrentDropout.PerSequence;

    /// <summary>Texts a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How often all training rows are gone through; null for as often as <see cref="EpochsFor"/> says.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many epochs suit the kind on the bundled corpus.</summary>
    public int UsualEpochs { get; init; } = 5;

    /// <summary>How far Adam steps.</summary>
    public float LearningRate { get; init; } = 0.001f;

    /// <summary>Whether rows of rare labels weigh more, so that each label weighs the same.</summary>
    public bool Balance { get; init; }

    /// <summary>How many settings are tried before the best is trained; 0 for none.</summary>
    public int Trials { get; init; }

    /// <summary>How many threads are used; 0 for as many as there are cores. The weights do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Whether duplicates go and the tokenizer learns from the training rows only.</summary>
    public bool Honest { get; init; }

    /// <summary>In which form the model is written.</summary>
    public SavedForm Format { get; init; } = SavedForm.SavedModel;

    /// <summary>Which Keras the model is written for.</summary>
    public KerasVersion Keras { get; init; } = KerasVersion.Both;

    /// <summary>Whether a model folder that is there may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The folder that the run writes.</summary>
    public string ModelFolder => Path.Combine(Out, Name, Version);

    /// <summary>
    /// How many epochs are run where none are asked for: as many as suit the kind, and on few rows as many as make as many steps as these do on the bundled corpus.
    /// </summary>
    public int EpochsFor(int numTrainingRows)
    {
        var stepsAnEpoch = (numTrainingRows + BatchSize - 1) / BatchSize;
        return Epochs ?? Math.Max(UsualEpochs, UsualEpochs * StepsAnEpoch / Math.Max(1, stepsAnEpoch));
    }
}

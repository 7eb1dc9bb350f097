using Spam.Keras;
using Spam.Keras.Callbacks;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras;

/// <summary>What is answered to what cannot be: what came, what was expected, and what to do. The messages that no other test reads.</summary>
public class ErrorMessageTests
{
    static readonly Dictionary<string, Action> _layers = new()
    {
        ["Dense got units 0; it is the number of outputs, 1 or more."] = () => _ = new Dense(0),
        ["Dense 'dense' got inputs of shape (None,); expected (batch, …, features)."] = () => new Dense(1).ComputeOutputShape(new Shape(-1)),
        ["Dense 'dense' got inputs of shape (2, 4); expected (batch, …, 3), as it was built."] = () => RunOther(new Dense(1), [2, 3], [2, 4]),
        ["Dense 'dense' got inputs of shape (None, None); expected (batch, …, features) with a known number of features."] = () => Build(new Dense(1), [-1, -1]),
        ["The weight kernel has no value yet. Build its layer first: add it to a model with a known input shape, or call Build."] = () => Run(new Dense(1), 2, 3),
        ["Embedding got inputDim 0; it is the number of rows of the table, 1 or more."] = () => _ = new Embedding(0, 2),
        ["Embedding got outputDim 0; it is the length of a vector, 1 or more."] = () => _ = new Embedding(2, 0),
        ["Embedding got word index 7 at position 1 of inputs float32 (1, 2), but its table holds 0 to 2. Build it with inputDim above 7, or tokenize with numWords: 3."]
            = () => RunBuilt(new Embedding(3, 2), Tensor.FromRows([0, 7])),
        ["Flatten 'flatten' got inputs of shape (); expected (batch, …)."] = () => new Flatten().ComputeOutputShape(new Shape()),
        ["Reshape 'reshape' got inputs of shape (); expected (batch, …)."] = () => new Reshape(2).ComputeOutputShape(new Shape()),
        ["PReLU 'p_re_lu' got inputs of shape (2,); expected (batch, …) with at least one axis of a sample."] = () => new PReLU().ComputeOutputShape(new Shape(2)),
        ["PReLU 'p_re_lu' got inputs of shape (2, 4); expected samples of shape (3,), as it was built."] = () => RunOther(new PReLU(), [2, 3], [2, 4]),
        ["UpSampling1D 'up_sampling1d' got inputs of shape (2, 3); expected (batch, steps, features)."] = () => new UpSampling1D().ComputeOutputShape(new Shape(2, 3)),
        ["Dropout 'dropout' got inputs of shape (2, 3); expected 3 axes, as noiseShape has."] = () => Train(new Dropout(.5f, [-1, 1, 1]), 2, 3),
        ["SpatialDropout1D 'spatial_dropout1d' got inputs of shape (2, 3); expected (batch, steps, features)."] = () => Train(new SpatialDropout1D(.5f), 2, 3),
        ["GaussianDropout got rate 1; it is the part that is dropped: from 0 up to, not including, 1."] = () => _ = new GaussianDropout(1),
        ["AlphaDropout got rate -0.1; it is the part that is dropped: from 0 up to, not including, 1."] = () => _ = new AlphaDropout(-.1f),
        ["SpatialDropout1D got rate 2; it is the part that is dropped: from 0 up to, not including, 1."] = () => _ = new SpatialDropout1D(2),
        ["Dropout 'dropout' draws random numbers in training, so the pass needs a Random, or dropout masks handed in."]
            = () => new Dropout(.5f).Run(new(new() { Training = true }, new Tensor(1, 2))),
        ["A factor of shape (3,) does not broadcast over (1, 2): each of its axes is to be equal, or 1."]
            = () => new Dropout(.5f).Run(new(new() { Training = true }, new Tensor(1, 2)) { DropoutMasks = new(new Tensor(3)) }),
        ["BatchNormalization 'batch_normalization' got inputs of shape (2, 4); expected 3 features on axis -1, as it was built."]
            = () => RunOther(new BatchNormalization(), [2, 3], [2, 4]),
        ["BatchNormalization 'batch_normalization' got a mask of shape (2, 2); expected one number for each step of its inputs (2, 3, 4), and axis -1."]
            = () => RunBuilt(new BatchNormalization(dialect: Dialect.Keras3), new Tensor(2, 3, 4), new Tensor(2, 2)),
        ["Attention got score mode 7; there are Dot and Concat."] = () => _ = new Attention(scoreMode: (ScoreMode)7),
        ["AdditiveAttention 'additive_attention' got inputs of shape (1, 2, 4); expected (batch, queries, 3), as it was built."]
            = () => RunOther(new AdditiveAttention(), [1, 2, 3], [1, 2, 4], numInputs: 2),
        ["MultiHeadAttention 'multi_head_attention' got inputs of shapes (1, 2, 3); expected two or three of (batch, steps, features): query, value and, where it is not the value, key."]
            = () => new MultiHeadAttention(1, 2).ComputeOutputShape(new Shape(1, 2, 3)),
        ["MultiHeadAttention 'multi_head_attention' got inputs of shapes (1, 2, None) and (1, 2, 3); expected known numbers of features."]
            = () => new MultiHeadAttention(1, 2).Build(new(1), new Shape(1, 2, -1), new Shape(1, 2, 3)),
        ["Add 'add' got inputs of shapes () and (2,); expected a batch axis in each."] = () => new Add().ComputeOutputShape(new Shape(), new Shape(2)),
    };

    static readonly Dictionary<string, Action> _figures = new()
    {
        ["mean_squared_error got weights float32 (3,) for predictions float32 (2, 1); expected one weight for each of the 2 rows."]
            = () => Loss.Get("mse").Gradient(new(2, 1), new(2, 1), new(3)),
        ["mean_squared_error got predictions float32 (); expected an axis of samples at least."] = () => Loss.Get("mse").PerSample(new(), new()),
        ["sparse_categorical_crossentropy got labels float32 (2, 3) for predictions float32 (2, 3); expected class numbers of shape (2,) or (2, 1). For one-hot labels use categorical_crossentropy."]
            = () => Loss.Get("sparse_categorical_crossentropy").PerSample(new(2, 3), new(2, 3)),
        ["categorical_crossentropy got labels float32 (2,) for predictions float32 (2, 3); expected labels of the predictions' shape. For class numbers use sparse_categorical_crossentropy, or make the labels one-hot."]
            = () => Loss.Get("categorical_crossentropy").PerSample(new(2), new(2, 3)),
        ["mean_squared_error got labels float32 (2, 2) for predictions float32 (2, 3); expected labels of the predictions' shape. Give the model's last layer as many units as the labels have columns."]
            = () => Loss.Get("mse").PerSample(new(2, 2), new(2, 3)),
        ["AUC got 1 thresholds; it needs 2 or more."] = () => _ = new AUC(1),
        ["AUC got the thresholds 0.5, 2; thresholds are from 0 to 1."] = () => _ = new AUC(thresholds: [.5f, 2]),
        ["The metric auc got predictions float32 (1, 3) after ones with 2 labels; call Reset between data sets."] = () => UpdateTwice(new AUC(multiLabel: true)),
        ["Precision got a threshold of 2; thresholds are from 0 to 1."] = () => _ = new Precision(thresholds: 2),
        ["The metric precision looks at class 3, but the predictions float32 (1, 2) have 2, 0 to 1."] = () => new Precision(classId: 3).Update(new(1, 2), new(1, 2)),
        ["FBetaScore got a beta of 0; expected one above zero."] = () => _ = new FBetaScore(beta: 0),
        ["F1Score got a threshold of 2; expected one above 0 and at most 1, or none."] = () => _ = new F1Score(threshold: 2),
        ["The metric f1_score got labels float32 (2,) for predictions float32 (2,); expected (samples, classes) for both."] = () => new F1Score().Update(new(2), new(2)),
        ["The metric f1_score got predictions float32 (1, 3) after ones with 2 classes; call Reset between data sets."] = () => UpdateTwice(new F1Score()),
        ["The metric sparse_categorical_accuracy got labels float32 (3,) for predictions float32 (2, 2); expected class numbers of shape (2,)."]
            = () => new SparseCategoricalAccuracy().Update(new(3), new(2, 2)),
        ["The metric mean_io_u got class 5, but has 2 classes, 0 to 1."] = () => new MeanIoU(2).Update(Tensor.FromRows([5]), Tensor.FromRows([0])),
        ["The metric r2_score got predictions float32 (1, 3) after ones with 2 columns; call Reset between data sets."] = () => UpdateTwice(new R2Score()),
        ["SGD got both clipnorm and global_clipnorm; gradients are clipped in one way. Leave one of them out."]
            = () => Train(new SGD(.1) { Clipnorm = 1, GlobalClipnorm = 1 }),
        ["OrthogonalRegularizer got factor: -1; expected a finite number of 0 or above."] = () => _ = new OrthogonalRegularizer(-1),
        ["OrthogonalRegularizer got a weight of shape (2,); it reads matrices only. Choose another regularizer for it."] = () => new OrthogonalRegularizer().Penalty(new(2)),
        ["ForgetBias got a weight of shape (5,); expected (4 units,), the bias of an LSTM. Choose another initializer for it."] = () => new ForgetBias().Fill(new(5), new(1)),
        ["Identity got a weight of shape (5,); it fills matrices only. Choose another initializer for it."] = () => new Identity().Fill(new(5), new(1)),
        ["ReduceLROnPlateau got factor 1; it lowers the rate, so it is below 1."] = () => _ = new ReduceLROnPlateau(factor: 1),
        ["A shape got an axis of size -2; sizes are 0 and above, or -1 where unknown."] = () => _ = new Shape(-2),
        ["The shape (None, 2) has an unknown axis, so it has no length yet; use the shape of real data."] = () => _ = new Shape(-1, 2).Length,
        ["A tensor of shape (2, 2) needs 4 values; 3 came."] = () => _ = new Tensor(new float[3], new Shape(2, 2)),
        ["A tensor of shape (2, 2) holds 4 numbers; it cannot be seen as (3,)."] = () => new Tensor(2, 2).Reshape(3),
        ["An input layer got dtype 'float64'; valid types: float32, int32, int64."] = () => _ = new InputLayer(2) { Dtype = "float64" },
        ["Row 1 has 1 values, but row 0 has 2; the rows of a tensor are equally long."] = () => Tensor.FromRows([1, 2], [3]),
    };

    static readonly Dictionary<string, Action> _models = new()
    {
        ["batchSize is 0; it is the number of samples at once, 1 or more."] = () => Compiled().Fit(new Tensor(4, 2), new(4, 1), batchSize: 0),
        ["batchSize is -1; it is the number of samples at once, 1 or more."] = () => Compiled().Predict(new Tensor(4, 2), batchSize: -1),
        ["validationSplit is 1.5; it is the part of the samples that is kept for validation, between 0 and 1."] = () => Compiled().Fit(new Tensor(4, 2), new(4, 1), validationSplit: 1.5f),
        ["validationSplit 0.1 of 1 samples leaves one side empty. Give more samples or another part."] = () => Compiled().Fit(new Tensor(1, 2), new(1, 1), validationSplit: .1f),
        ["EarlyStopping is told of a training that it is no part of. Hand it to Fit."]
            = () => new EarlyStopping("loss", restoreBestWeights: true).OnEpochEnd(0, new Dictionary<string, float> { ["loss"] = 1 }),
        ["The model 'model' was given an output of Dense 'dense' as its input; begin with KerasTensor.Input(...)."]
            = () => new Functional(new Dense(1).Call(KerasTensor.Input([2])), new Dense(1).Call(KerasTensor.Input([2]))),
        ["The history has no 'acc'; it has loss."] = () => _ = Compiled().Fit(new Tensor(2, 2), new(2, 1), verbose: Verbose.Silent)["acc"],
        ["The model 'sequential' is not built, so its shapes are not known. Build it, or fit it first."] = () => new Sequential([new Dense(1)]).Summary(TextWriter.Null),
        ["The model 'sequential' is not built: the shape of its inputs is not known yet. Begin it with an InputLayer, give the Embedding an inputLength, or call Build."]
            = () => _ = new Sequential([new Dense(1)]).InputShape,
        ["The model 'sequential' has 2 weights; 1 came."] = () => Compiled().SetWeights([new Tensor(2, 1)]),
        ["Weight 0 of the model 'sequential', kernel, has shape (2, 1); one of (3, 1) came."] = () => Compiled().SetWeights([new(3, 1), new(1)]),
        ["The weight kernel holds 2 numbers in shape (2, 1); 3 came."] = () => Compiled().Parameters[0].Assign([1, 2, 3]),
        ["InputLayer 'input_layer' came after another layer; an input layer is the first, and there is one."] = () => Compiled().Add(new InputLayer(2)),
        ["LSTM 'lstm' gives 3 outputs; a layer of a Sequential gives one. Use Functional for it."] = () => new Sequential([new InputLayer(2, 3), new LSTM(1, returnState: true)]),
        ["An epoch of 0 steps, validated every 1 epochs, cannot be run; both are 1 or more."]
            = () => Compiled().Fit(new ArraySource(new(new Tensor(2, 2), new Tensor(2, 1)), 1, shuffle: false), stepsPerEpoch: 0),
        ["The model 'sequential' has 1 outputs; the truth for 2 came."] = () => Compiled().TrainOnBatch(new Batch([new Tensor(2, 2)], [new(2, 1), new(2, 1)], [])),
        ["The model 'sequential' has 1 outputs, but was compiled with losses for 2."] = TrainWithTwoLosses,
        ["There is no optimizer 'adamm'. Valid names: Adadelta, Adagrad, Adam, AdamW, Adamax, Ftrl, "] = () => Compiled().Compile("adamm", "mse"),
        ["There is no loss 'msee'. Valid names: "] = () => Compiled().Compile("sgd", "msee"),
        ["There is no metric 'acuracy'. Valid names: "] = () => Compiled().Compile("sgd", "mse", "acuracy"),
        ["There is no activation 'rellu'. Valid names: "] = () => _ = new Dense(1, "rellu"),
    };

    public static TheoryData<string> Messages => [.. _layers.Keys, .. _figures.Keys, .. _models.Keys];

    [Theory, MemberData(nameof(Messages))]
    public void The_message_says_what_came_what_was_expected_and_what_to_do(string message)
    {
        var act = _layers.GetValueOrDefault(message) ?? _figures.GetValueOrDefault(message) ?? _models[message];

        var error = Assert.Throws<KerasException>(act);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    static void Build(Layer layer, int[] shape) => layer.Build(new Random(1), new Shape(shape));

    static void Run(Layer layer, params int[] shape) => layer.Run(new(Pass.Inference, new Tensor(shape)));

    static void Train(Layer layer, params int[] shape) => layer.Run(new(new() { Training = true, Random = new(1) }, new Tensor(shape)));

    static void RunBuilt(Layer layer, Tensor input, Tensor? mask = null)
    {
        layer.Build(new Random(1), input.Shape);
        layer.Run(new(new() { Training = true, Random = new(1) }, input) { Masks = [mask] });
    }

    static void RunOther(Layer layer, int[] built, int[] other, int numInputs = 1)
    {
        layer.Build(new Random(1), [.. Enumerable.Repeat(new Shape(built), numInputs)]);
        layer.Run(new(Pass.Inference, [.. Enumerable.Range(0, numInputs).Select(_ => new Tensor(other))]));
    }

    static void Train(Optimizer optimizer)
    {
        var model = Compiled();
        model.Compile(optimizer, Loss.Get("mse"));
        model.TrainOnBatch(new Tensor(2, 2), new Tensor(2, 1));
    }

    static void UpdateTwice(Metric metric)
    {
        metric.Update(new(1, 2), new(1, 2));
        metric.Update(new(1, 3), new(1, 3));
    }

    static void TrainWithTwoLosses()
    {
        var model = Compiled();
        model.Compile(new Compilation(new SGD(.1), [new(Loss.Get("mse")), new(Loss.Get("mse"))]));
        model.TrainOnBatch(new Tensor(2, 2), new Tensor(2, 1));
    }

    static Sequential Compiled()
    {
        var model = new Sequential([new InputLayer(2), new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");
        return model;
    }
}

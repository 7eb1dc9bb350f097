using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

/// <summary>What holds for every layer without recurrence.</summary>
public class LayerContractTests
{
    static readonly Dictionary<string, (Func<Layer> Make, int[][] Shapes)> _layers = new()
    {
        ["activation"] = (() => new ActivationLayer("softmax"), [[3, 5, 4]]),
        ["relu"] = (() => new ReLU(maxValue: 1, negativeSlope: .1f, threshold: .2f), [[3, 5, 4]]),
        ["leaky relu"] = (() => new LeakyReLU(), [[3, 5, 4]]),
        ["prelu"] = (() => new PReLU(sharedAxes: [1]), [[3, 5, 4]]),
        ["elu"] = (() => new ELU(.7f), [[3, 5, 4]]),
        ["softmax along steps"] = (() => new Softmax(axis: 1), [[3, 5, 4]]),
        ["flatten"] = (() => new Flatten(), [[3, 5, 4]]),
        ["reshape"] = (() => new Reshape(2, -1), [[3, 5, 4]]),
        ["permute"] = (() => new Permute(3, 1, 2), [[3, 5, 4, 2]]),
        ["repeat vector"] = (() => new RepeatVector(3), [[3, 4]]),
        ["conv1d same"] = (() => new Conv1D(20, 4, padding: Padding.Same, activation: "tanh"), [[3, 37, 5]]),
        ["conv1d causal dilated"] = (() => new Conv1D(6, 3, padding: Padding.Causal, dilationRate: 2), [[3, 9, 4]]),
        ["conv1d strides"] = (() => new Conv1D(6, 3, strides: 2, padding: Padding.Same), [[3, 8, 4]]),
        ["conv1d groups"] = (() => new Conv1D(6, 3, groups: 2, useBias: false), [[3, 9, 4]]),
        ["max pooling"] = (() => new MaxPooling1D(3, 2, Padding.Same), [[3, 8, 4]]),
        ["average pooling"] = (() => new AveragePooling1D(3, 2, Padding.Same), [[3, 8, 4]]),
        ["global max pooling"] = (() => new GlobalMaxPooling1D(), [[3, 5, 4]]),
        ["global average pooling"] = (() => new GlobalAveragePooling1D(keepdims: true), [[3, 5, 4]]),
        ["zero padding"] = (() => new ZeroPadding1D(2, 1), [[3, 5, 4]]),
        ["cropping"] = (() => new Cropping1D(1, 2), [[3, 5, 4]]),
        ["up sampling"] = (() => new UpSampling1D(3), [[3, 5, 4]]),
        ["batch normalization"] = (() => new BatchNormalization(axis: 1), [[3, 5, 4]]),
        ["layer normalization"] = (() => new LayerNormalization([1]), [[3, 5, 4]]),
        ["unit normalization"] = (() => new UnitNormalization(1, 2), [[3, 5, 4]]),
        ["gaussian noise"] = (() => new GaussianNoise(.5f), [[3, 5, 4]]),
        ["gaussian dropout"] = (() => new GaussianDropout(.3f), [[3, 5, 4]]),
        ["alpha dropout"] = (() => new AlphaDropout(.3f), [[3, 5, 4]]),
        ["add"] = (() => new Add(), [[3, 5, 4], [3, 4]]),
        ["subtract"] = (() => new Subtract(), [[3, 5, 4], [3, 1, 4]]),
        ["multiply"] = (() => new Multiply(), [[3, 5, 4], [3, 5, 1], [3, 5, 4]]),
        ["average"] = (() => new Average(), [[3, 5, 4], [3, 5, 4]]),
        ["maximum"] = (() => new Maximum(), [[3, 5, 4], [3, 5, 4]]),
        ["minimum"] = (() => new Minimum(), [[3, 5, 4], [3, 5, 4]]),
        ["concatenate"] = (() => new Concatenate(axis: 1), [[3, 5, 4], [3, 2, 4]]),
        ["dot"] = (() => new Dot(1, 2, normalize: true), [[3, 5, 4], [3, 2, 5]]),
        ["attention"] = (() => new Attention(useScale: true, useCausalMask: true), [[3, 5, 4], [3, 7, 2], [3, 7, 4]]),
        ["concatenated attention"] = (() => new Attention(useScale: true, scoreMode: ScoreMode.Concat), [[3, 5, 4], [3, 7, 4]]),
        ["additive attention"] = (() => new AdditiveAttention(), [[3, 5, 4], [3, 7, 4]]),
        ["multi-head attention"] = (() => new MultiHeadAttention(2, 3, outputShape: 6), [[3, 5, 4], [3, 7, 4], [3, 7, 2]]),
    };

    static readonly string[] _withCorners = ["relu", "leaky relu", "prelu", "elu", "max pooling", "global max pooling", "maximum", "minimum"];

    public static TheoryData<string> Names => [.. _layers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_batch_gives_what_its_samples_give_one_by_one(string name)
    {
        var (layer, inputs) = Build(name);

        var batch = layer.Run(new(Pass.Inference, inputs))[0];

        for (var sample = 0; sample < 3; sample++)
        {
            var alone = layer.Run(new(Pass.Inference, [.. inputs.Select(input => input.Samples(sample, 1))]))[0];
            Near.Equal(batch.Sample(sample), alone.Span, 1e-6, $"sample {sample}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Outputs_have_the_computed_shape(string name)
    {
        var (layer, inputs) = Build(name);
        var shapes = inputs.Select(input => input.Shape).ToArray();

        var outputs = layer.Run(new(Pass.Inference, inputs))[0];

        Assert.Equal(layer.ComputeOutputShape(shapes), outputs.Shape);
        Assert.Equal(outputs.Shape.With(0, Shape.Unknown), layer.ComputeOutputShape([.. shapes.Select(shape => shape.With(0, Shape.Unknown))]));
    }

    [Theory, MemberData(nameof(Names))]
    public void Two_threads_give_the_bits_of_one(string name)
    {
        var (one, two) = (RunTraining(name, numThreads: 1), RunTraining(name, numThreads: 2));

        Assert.Equal(one, two);
    }

    [Theory, MemberData(nameof(Names))]
    public void Buffers_that_are_used_again_change_nothing(string name)
    {
        var workspace = new Workspace();
        var fresh = RunTraining(name, numThreads: 1);

        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(fresh, RunTraining(name, numThreads: 1, workspace));
            workspace.Reset();
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_the_measured_slopes(string name)
    {
        var (make, shapes) = _layers[name];
        var random = new Random(5);

        GradientCheck.Passes(make(), _withCorners.Contains(name)
            ? [.. shapes.Select((shape, i) => RandomTensors.Spread(random, new(shape), offset: i / 8f))]
            : Inputs(shapes));
    }

    static float[] RunTraining(string name, int numThreads, Workspace? workspace = null)
    {
        var (layer, inputs) = Build(name);
        var pass = new Pass { Training = true, KeepsState = true, Random = new Random(3), NumThreads = numThreads, Workspace = workspace };
        var call = new Call(pass, inputs);
        var outputs = layer.Run(call)[0];
        var gradients = layer.BackwardAll([outputs.Copy()], call);
        return [
            .. outputs.Span, .. gradients.SelectMany(gradient => gradient!.Span.ToArray()),
            .. layer.Parameters.Where(parameter => parameter.Trainable).SelectMany(parameter => parameter.Gradient.Span.ToArray())];
    }

    static (Layer Layer, IReadOnlyList<Tensor> Inputs) Build(string name)
    {
        var (make, shapes) = _layers[name];
        var layer = make();
        layer.Build(new Random(1), [.. shapes.Select(shape => new Shape(shape))]);
        return (layer, Inputs(shapes));
    }

    static Tensor[] Inputs(int[][] shapes)
    {
        var random = new Random(4);
        return [.. shapes.Select(shape => RandomTensors.Normal(random, new(shape)))];
    }
}

/** How loud the left and the right ear are, from 0; read from what really goes to the sound device. */
export interface Levels {
  readonly read: () => readonly [number, number];
  readonly stop: () => void;
}

/** Listens at the device of every audio context that is made from now on. */
export function listenToLevels(): Levels {
  const analysers: AnalyserNode[][] = [];
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
    const [target] = to;
    if (target instanceof AudioDestinationNode) analysers.push(tap(this, connect));
    return Reflect.apply(connect, this, to) as unknown;
  } as typeof connect;
  return {
    read: () => [level(analysers.at(-1)?.[0]), level(analysers.at(-1)?.[1])],
    stop: () => void (AudioNode.prototype.connect = connect),
  };
}

function tap(node: AudioNode, connect: AudioNode['connect']): AnalyserNode[] {
  const splitter = node.context.createChannelSplitter(2);
  Reflect.apply(connect, node, [splitter]);
  return [0, 1].map((ear) => {
    const analyser = node.context.createAnalyser();
    Reflect.apply(connect, splitter, [analyser, ear]);
    return analyser;
  });
}

function level(analyser: AnalyserNode | undefined): number {
  if (!analyser) return 0;
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return Math.max(...samples.map(Math.abs));
}

export { simulatedAws, type SimulatedAws } from './simulatedAws';

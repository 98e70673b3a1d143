export { MappingCheckCard } from './MappingCheckCard';
